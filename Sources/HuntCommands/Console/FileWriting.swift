import AHuntKit
import ArgumentParser
import Files
import Foundation
import Vocabulary

extension Console {
  /// The file that an option names, refused before the work where it can't be written; `-` is
  /// standard output.
  func output(_ path: String, _ option: String) throws -> OutputFile {
    let location =
      path == "-" ? URL(fileURLWithPath: OutputFile.standardOutput) : context.location(path)
    let file = try OutputFile(location)
    if file.isStandardOutput, options.format == .json {
      throw ValidationError(
        "\(option) \(path) and --format json both write to standard output: name a file.")
    }
    return file
  }

  /// Refuses two options that name one file: the second would replace the first.
  func refuseSame(_ first: OutputFile?, _ second: OutputFile?, _ options: String) throws {
    if let first, let second, first.overwrites(second) {
      throw ValidationError("\(options) both name \(second.path): give each a file of its own.")
    }
  }

  /// The folder that an option names.
  func folder(_ path: String, _ option: String) throws -> URL {
    if path == "-" {
      throw ValidationError("\(option) takes a folder, and - is standard output.")
    }
    return context.location(path)
  }

  /// Writes a picture, whole or not at all.
  func write(_ picture: Data, to file: OutputFile) throws {
    guard file.isStandardOutput else { return try file.write(picture) }
    guard !context.output.isTerminal else {
      throw CommandFailure.failed(
        "a picture is nothing for a terminal; name a file, or send it on with > or |")
    }
    try context.output.write(picture)
  }

  /// Tells where a file is that was written beside the result.
  func tellOf(_ what: String, in file: OutputFile) {
    if !file.isStandardOutput { note("\(what) written to \(file.path)") }
  }

  /// Writes a table of comma-separated text, whole or not at all.
  func write(table: String, to file: OutputFile) throws {
    if file.isStandardOutput {
      try send(table: table)
    } else {
      try file.write(Data(table.utf8))
    }
  }

  /// Writes comma-separated text to standard output.
  ///
  /// A file gets it to the last byte. Through a pipe it may end on a terminal, as in
  /// `ahunt labels export | less`, so what could steer one is replaced there, and that is said.
  func send(table: String) throws {
    if context.output.isFile || !TerminalText.steers(table) {
      return try context.output.write(Data(table.utf8))
    }
    warn(
      "control characters are written as � here; > FILE, --output FILE or --format json keep them")
    try context.output.write(table)
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
