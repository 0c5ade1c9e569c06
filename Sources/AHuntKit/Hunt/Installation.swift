package import Foundation
import Imaging
import Store
import Tensors

/// What an installation has, and what of it doesn't work.
package struct Installation {
  /// Where and how tensors are computed; nil where the engine isn't installed.
  package let engine: EngineChoice?
  /// The folder that was looked at, where it holds a hunt.
  package let hunt: URL?
  /// One sentence for each thing that doesn't work.
  package let problems: [String]
  /// What is wrong with the hunt.
  package let faults: [CheckSummary.Problem]

  /// Tries out what the program stands on, and looks at the hunt in a folder for a moment.
  ///
  /// - Parameters:
  ///   - settings: the device and arithmetic that are wanted.
  ///   - folder: where a hunt may be.
  ///   - words: what is said of an error; its own description unless told otherwise.
  /// - Throws: `TensorError` where there is no such device.
  package init(
    engine settings: EngineSettings, folder: URL, words: (any Error) -> String = { "\($0)" }
  ) throws {
    var problems: [String] = []
    var started: EngineChoice?
    do {
      let choice = try settings.start()
      started = choice
      if let fault = Self.arithmetic(on: choice, words) { problems.append(fault) }
    } catch let error as TensorError {
      guard case .notInstalled = error else { throw error }
      problems.append(words(error))
    }
    engine = started
    problems += [Self.pictures(words), Self.database(words)].compactMap { $0 }
    let isThere = HuntStore.exists(at: folder.appendingPathComponent("hunt.sqlite").path)
    hunt = isThere ? folder : nil
    var faults: [CheckSummary.Problem] = []
    do {
      if isThere { faults = try Self.glance(at: folder) }
    } catch {
      problems.append(words(error))
    }
    self.faults = faults
    self.problems = problems
  }

  /// The version of the SQLite library that the store runs on.
  package static var sqliteVersion: String? {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    // Only the store sees SQLite's functions; the running library is asked by name.
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "sqlite3_libversion") else { return nil }
    return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) }
  }

  /// Multiplies two small matrices whose product is known.
  private static func arithmetic(
    on engine: EngineChoice, _ words: (any Error) -> String
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

  /// What a moment's look finds wrong with a hunt.
  private static func glance(at folder: URL) throws -> [CheckSummary.Problem] {
    let hunt = try Hunt.open(in: folder, for: .reading)
    let faults = try hunt.glance()
    try hunt.close()
    return faults
  }
}
