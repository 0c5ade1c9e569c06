import Foundation
import Imaging
import Store
import Tensors

/// Small trials of what the program stands on.
enum Diagnosis {
  /// One sentence for each thing that doesn't work, the tensor engine aside.
  static func problems() -> [String] {
    [pictures(), database()].compactMap { $0 }
  }

  /// The version of the SQLite library that the store runs on.
  static var sqliteVersion: String? {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    // Only the store sees SQLite's functions; the running library is asked by name.
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "sqlite3_libversion") else { return nil }
    return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) }
  }

  /// Multiplies two small matrices whose product is known.
  static func arithmetic(on engine: EngineChoice) -> String? {
    do {
      let left = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2], device: engine.device)
      let right = try Tensor([5, 6, 7, 8] as [Float], shape: [2, 2], device: engine.device)
      let product = left.matmul(right).array(of: Float.self)
      return product == [19, 22, 43, 50]
        ? nil : "libtorch multiplies wrongly on \(engine.device): run `make setup` again"
    } catch {
      return "libtorch doesn't work on \(engine.device): \(Sentence.of(error))"
    }
  }

  /// Writes and reads a small picture.
  private static func pictures() -> String? {
    var picture = Raster(width: 8, height: 8, filling: 40)
    picture[3, 4] = (200, 100, 50)
    do {
      let copy = try Raster(decoding: try picture.pngData())
      _ = try Raster(decoding: try picture.jpegData())
      return copy == picture ? nil : "pictures change when written as PNG: reinstall libpng"
    } catch {
      return "pictures can't be written and read: \(Sentence.of(error))"
    }
  }

  /// Makes a store in memory.
  private static func database() -> String? {
    do {
      try HuntStore.inMemory().close()
      return nil
    } catch {
      return "SQLite doesn't work: \(Sentence.of(error))"
    }
  }
}
