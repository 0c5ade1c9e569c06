package import Foundation

/// Files that a hunt writes for people.
package enum OutputFile {
  /// Writes a whole file or none, making the folders above it.
  ///
  /// - Throws: `HuntError.unwritableFile`.
  package static func write(_ data: Data, to file: URL) throws(HuntError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), isFolder.boolValue
    {
      throw .unwritableFile(path: file.path, reason: "it is a folder")
    }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file, options: .atomic)
    } catch {
      throw .unwritableFile(path: file.path, reason: error.localizedDescription)
    }
  }
}

/// JSON as AHunt writes it: sorted keys, ISO-8601 times, plain slashes.
package enum JSONText {
  /// The value as indented text.
  package static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value on one line.
  package static func compact(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
