import AHuntKit
import Foundation

extension Console {
  /// Writes a whole file or none, making the folders above it; tells where it is.
  func write(_ data: Data, to path: String, as what: String) throws {
    let file = context.location(path)
    try OutputFile.write(data, to: file)
    note("\(what) written to \(file.path)")
  }

  /// Reads a text file in UTF-8, with or without a byte order mark.
  func readText(_ path: String) throws(CommandFailure) -> String {
    let file = context.location(path)
    guard let data = try? Data(contentsOf: file) else {
      throw .failed("\(file.path) can't be read; check that it exists and is a file")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .failed("\(file.path) is no UTF-8 text; save it as UTF-8 and try again")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
