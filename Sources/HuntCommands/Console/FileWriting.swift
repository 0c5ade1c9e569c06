import Foundation

extension Console {
  /// Writes a whole file or none, making the folders above it.
  func write(_ data: Data, to file: URL) throws(CommandFailure) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), isFolder.boolValue
    {
      throw .failed("\(file.path) is a folder; name a file, in it or elsewhere")
    }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file, options: .atomic)
    } catch {
      throw .failed(
        "\(file.path) can't be written (\(error.localizedDescription)); "
          + "check the folder's permissions or name another file")
    }
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
