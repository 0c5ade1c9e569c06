/// What a text may do to a terminal: nothing but be read.
///
/// Names, paths and headers come from other people's files. A control character among them could
/// clear the screen, set its title, hide text or have it read backwards.
package enum TerminalText {
  /// The text with `�` in the place of whatever could steer a terminal; lines and tabs stay.
  ///
  /// ```swift
  /// TerminalText.safe("ring\u{1B}[2J")   // "ring�[2J"
  /// ```
  package static func safe(_ text: String) -> String {
    guard steers(text) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { steers($0) ? "\u{FFFD}" : $0 }))
  }

  /// Whether any character of the text could steer a terminal.
  package static func steers(_ text: String) -> Bool {
    // Bytes are looked at first, of which long texts have many: most need no more.
    text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 >= 0xC2 })
      && text.unicodeScalars.contains(where: steers)
  }

  /// Whether a character could steer a terminal: C0 but line feed and tab, DEL, C1, and the marks
  /// that embed, override or isolate a direction of reading.
  package static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
