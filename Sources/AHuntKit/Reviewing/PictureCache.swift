import Foundation
import Survey

/// The pictures that were read last, in bounded memory.
final class PictureCache: @unchecked Sendable {
  // All that changes is reached under the lock.
  private let lock = NSLock()
  private var pictures: [String: CutoutPixels] = [:]
  /// The least lately used first.
  private var order: [String] = []
  private var bytes = 0
  private let mostBytes: Int

  /// A cache of so many bytes; a larger picture is not kept.
  init(mostBytes: Int = 96 << 20) {
    self.mostBytes = mostBytes
  }

  /// The picture of this name, made where it is not there; what `make` throws leaves nothing behind.
  func picture(_ name: String, _ make: () throws -> CutoutPixels) rethrows -> CutoutPixels {
    if let known = lock.withLock({ used(name) }) { return known }
    // Two threads may make the same one, which costs less than to wait for each other's files.
    let made = try make()
    lock.withLock { keep(made, name) }
    return made
  }

  /// Memory that the pictures take.
  var byteCount: Int { lock.withLock { bytes } }

  private func used(_ name: String) -> CutoutPixels? {
    guard let known = pictures[name], let place = order.firstIndex(of: name) else { return nil }
    order.append(order.remove(at: place))
    return known
  }

  private func keep(_ picture: CutoutPixels, _ name: String) {
    guard pictures[name] == nil, picture.byteCount <= mostBytes else { return }
    pictures[name] = picture
    order.append(name)
    bytes += picture.byteCount
    while bytes > mostBytes {
      bytes -= pictures.removeValue(forKey: order.removeFirst())?.byteCount ?? 0
    }
  }
}
