import Foundation
import Imaging
import Store
import Tensors

/// Small trials of what the program stands on.
package enum Installation {
  /// One sentence for each thing that doesn't work, the tensor engine aside.
  ///
  /// - Parameter words: what is said of an error; its own description unless told otherwise.
  package static func problems(words: (any Error) -> String = { "\($0)" }) -> [String] {
    [pictures(words), database(words)].compactMap { $0 }
  }

  /// The version of the SQLite library that the store runs on.
  package static var sqliteVersion: String? {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    // Only the store sees SQLite's functions; the running library is asked by name.
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "sqlite3_libversion") else { return nil }
    return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) }
  }

  /// Multiplies two small matrices whose product is known.
  package static func arithmetic(
    on engine: EngineChoice, words: (any Error) -> String = { "\($0)" }
  ) -> String? {
    do {
      let left = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2], device: engine.device)
      let right = try Tensor([5, 6, 7, 8] as [Float], shape: [2, 2], device: engine.device)
      let product = left.matmul(right).array(of: Float.self)
      return product == [19, 22, 43, 50]
        ? nil : "libtorch multiplies wrongly on \(engine.device): install it again"
    } catch {
      return "libtorch doesn't work on \(engine.device): \(words(error))"
    }
  }

  /// Writes and reads a small picture.
  private static func pictures(_ words: (any Error) -> String) -> String? {
    var picture = Raster(width: 8, height: 8, filling: 40)
    picture[3, 4] = (200, 100, 50)
    do {
      let copy = try Raster(decoding: try picture.pngData())
      _ = try Raster(decoding: try picture.jpegData())
      return copy == picture ? nil : "pictures change when written as PNG: reinstall libpng"
    } catch {
      return "pictures can't be written and read: \(words(error))"
    }
  }

  /// Makes a store in memory.
  private static func database(_ words: (any Error) -> String) -> String? {
    do {
      try HuntStore.inMemory().close()
      return nil
    } catch {
      return "SQLite doesn't work: \(words(error))"
    }
  }
}
