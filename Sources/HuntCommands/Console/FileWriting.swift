import AHuntKit
import Files
import Foundation

extension Console {
  /// Writes a whole file or none, making the folders above it; tells where it is.
  func write(_ data: Data, to path: String, as what: String) throws {
    let file = context.location(path)
    try OutputFile.write(data, to: file)
    note("\(what) written to \(file.path)")
  }

  /// Reads a text in UTF-8, with or without a byte order mark: a file, a pipe such as `<(command)`, or
  /// standard input, which is `-`.
  func readText(_ path: String) throws -> String {
    let place = path == "-" ? path : context.location(path).path
    let name = path == "-" ? "standard input" : place
    let bytes: [UInt8]
    do {
      bytes = try InputText.bytes(of: place)
    } catch {
      throw HuntError.unreadableFile(path: name, FileRefusal(error))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure.failed("\(name) is no UTF-8 text; save it as UTF-8 and try again")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
