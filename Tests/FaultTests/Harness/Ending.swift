import Foundation

/// How one run of `ahunt` ended, and what it said.
struct Ending {
  enum Cause: Equatable {
    case exit(Int32)
    case signal(Int32)
    case hang
  }

  let cause: Cause
  /// The signal that the harness sent.
  let sent: Int32?
  let output: Data
  let error: Data
  let seconds: Double
  let peakMegabytes: Int

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }
  /// Standard error as text.
  var errorText: String { String(decoding: error, as: UTF8.self) }

  /// Whether the work was done, or there was none.
  var isDone: Bool { cause == .exit(0) || cause == .exit(2) }

  /// The failure's sentence, or the end of what was said.
  var sentence: String {
    let lines = errorText.split(separator: "\n").map(String.init)
    let line = lines.last { $0.contains("ahunt:") || $0.contains("Error:") } ?? lines.last ?? ""
    return String(line.prefix(300))
  }

  /// What no run may show, whatever was done to it; nil when all is well.
  ///
  /// - Parameter isOnTerminal: Whether a person would see the output as it is.
  func fault(isOnTerminal: Bool = false) -> String? {
    switch cause {
    case .hang: return "hangs for more than \(Int(seconds)) s"
    case .signal(let signal):
      if signal != sent { return "ended by signal \(signal): \(sentence)" }
      return nil
    case .exit(let status):
      guard [0, 1, 2, 64, 130].contains(status) else { return "exit \(status): \(sentence)" }
      if status == 130 && sent == nil { return "exit 130 without an interruption" }
      if status == 0 { return wrongValue() ?? spoiledText(isOnTerminal) }
      if status != 64 && !hasSentence { return "exit \(status) without a sentence" }
      return unclear() ?? spoiledText(isOnTerminal)
    }
  }

  private var hasSentence: Bool {
    errorText.split(separator: "\n").contains { line in
      guard let start = line.range(of: "ahunt:") else { return false }
      return line[start.upperBound...].count > 12
    }
  }

  /// The words of a crash, or of a library that speaks in the program's place.
  private func unclear() -> String? {
    let words = [
      "Fatal error", "Program crashed", "Backtrace", "terminate called", "SQLite error",
      "constraint failed", "disk I/O error", "database is locked", "Error Domain", "NSCocoa",
      "couldn’t be", "Optional(",
    ]
    return words.first { errorText.contains($0) }.map { "says '\($0)': \(sentence)" }
  }

  private func wrongValue() -> String? {
    if let word = text.firstMatch(of: /(?i)(^|[^a-z])(nan|inf|infinity)(?![a-z])/) {
      return "exit 0 with \(word.2)"
    }
    let isJSON = text.hasPrefix("{")
    if isJSON, (try? JSONSerialization.jsonObject(with: output)) == nil {
      return "exit 0 with JSON that can't be read"
    }
    return nil
  }

  /// Control characters that change what a terminal shows.
  private func spoiledText(_ isOnTerminal: Bool) -> String? {
    let shown = isOnTerminal ? text : errorText
    let spoiled = shown.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x07, 0x08, 0x7F, 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    if let spoiled { return "a terminal gets U+\(String(spoiled.value, radix: 16))" }
    return shown.contains("\u{1B}]") || shown.contains("\u{1B}[2J")
      ? "a terminal gets an escape sequence out of a file" : nil
  }
}
