/// Turns the bytes of a terminal into keys: UTF-8, control characters, escape sequences, pastes, and
/// what the terminal replies when it is asked something.
package struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  /// Whether the last thing that was given up on was an escape alone, the rest of which may follow.
  private var hasFlushedEscape = false
  private static let escape: UInt8 = 0x1B
  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Most bytes of a paste or a reply that are kept, far more than any name has.
  package static let longestPaste = 4096

  /// A decoder that has seen nothing.
  package init() {}

  /// Whether bytes wait for the rest of a sequence or character, which has to follow at once.
  package var isWaiting: Bool { patience != nil }

  /// Milliseconds in which the rest has to follow; nil where nothing waits, or the end is waited for
  /// however long it takes.
  ///
  /// A paste may take its time: given up halfway, what is left of it would answer as key presses. So may
  /// a reply, but one that breaks off must not swallow the keys that follow. An escape alone is mostly
  /// the key.
  package var patience: Int? {
    guard !pending.isEmpty, !isPasting else { return nil }
    if isReply { return 2000 }
    return pending.count > 1 && pending[0] == Self.escape ? 500 : 50
  }

  private var isPasting: Bool { pending.starts(with: Self.pasteStart) }

  /// Whether what waits is the start of a terminal's reply: no key sends such a text.
  private var isReply: Bool { StringSequence(pending) != nil }

  /// Takes more bytes and returns the keys that are complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [ReviewKey] {
    let bytes = Array(bytes)
    // Pasted text comes in bulk; a Control-C on its own is a person who sees a paste hang.
    if isPasting || isReply, bytes == [0x03] {
      pending = []
      return [.interrupt]
    }
    // A slow line may part a reply behind its escape; a person does not type such a thing at once.
    if hasFlushedEscape, Self.looksLikeReply(bytes) { pending = [Self.escape] }
    hasFlushedEscape = false
    pending += bytes
    var keys: [ReviewKey] = []
    while let (key, length) = first() {
      pending.removeFirst(length)
      keys.append(key)
    }
    shorten()
    return keys
  }

  /// What the waiting bytes mean when no more follow: a lone escape, or nothing usable.
  package mutating func flush() -> [ReviewKey] {
    guard isWaiting else { return [] }
    defer { pending = [] }
    hasFlushedEscape = pending == [Self.escape]
    return [hasFlushedEscape ? .escape : .other]
  }

  private static func looksLikeReply(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 3 else { return false }
    return ["[?", "[>", "_G", "P1", "P0", "P>", "]1", "]4"].contains { bytes.starts(with: $0.utf8) }
  }

  private func first() -> (ReviewKey, Int)? {
    guard let byte = pending.first else { return nil }
    switch byte {
    case 0x03: return (.interrupt, 1)
    case 0x04: return (.endOfInput, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x09: return (.tab, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x0C: return (.redraw, 1)
    case 0x01...0x1A: return (.control(Character(UnicodeScalar(byte + 0x60))), 1)
    case Self.escape: return escapeSequence()
    case 0x1F: return (.control("_"), 1)
    case 0x00..<0x20: return (.other, 1)
    case 0x20..<0x7F: return (.character(Character(UnicodeScalar(byte))), 1)
    default: return multibyte(byte)
    }
  }

  private func multibyte(_ byte: UInt8) -> (ReviewKey, Int)? {
    let length: Int
    switch byte {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return (.other, 1)
    }
    let got = pending.prefix(length)
    guard got.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return (.other, 1) }
    guard got.count == length else { return nil }
    guard let text = String(validating: got, as: UTF8.self), let character = text.first else {
      return (.other, length)
    }
    return (.character(character), length)
  }

  private func escapeSequence() -> (ReviewKey, Int)? {
    guard pending.count > 1 else { return nil }
    if pending.starts(with: Self.pasteStart) { return paste() }
    switch pending[1] {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      return controlSequence()
    case Self.escape:
      return (.escape, 1)
    case let start where StringSequence.starts.contains(start):
      // Alt with such a letter looks the same, until something follows.
      guard pending.count > 2 else { return nil }
      guard let sequence = StringSequence(pending) else { return (.other, 2) }
      return sequence.end(in: pending).map { (.reply(Array(pending.prefix($0))), $0) }
    default:
      return (.other, 2)
    }
  }

  /// `ESC [` or `ESC O`, numbers, and a last byte that says what it is.
  private func controlSequence() -> (ReviewKey, Int)? {
    guard let end = pending.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
      return pending.count > 256 ? (.other, pending.count) : nil
    }
    // What breaks off a sequence is not part of it.
    guard (0x40...0x7E).contains(pending[end]) else { return (.other, end) }
    let isNumbered = pending[1] == UInt8(ascii: "[")
    let middle = String(decoding: pending[2..<end], as: UTF8.self)
    let last = Character(UnicodeScalar(pending[end]))
    if isNumbered, Self.isReply(middle, last) {
      return (.reply(Array(pending[...end])), end + 1)
    }
    return (Self.key(middle, last, isNumbered: isNumbered), end + 1)
  }

  /// Whether a sequence answers a question to the terminal: what it is, where the cursor is, how large
  /// its cells are, what modes it knows.
  private static func isReply(_ middle: String, _ last: Character) -> Bool {
    switch last {
    case "c", "n", "R", "t", "y": !middle.isEmpty
    case "u", "S": middle.hasPrefix("?")
    default: false
    }
  }

  /// The key of a sequence, whatever else is held down with it.
  private static func key(_ middle: String, _ last: Character, isNumbered: Bool) -> ReviewKey {
    guard middle.allSatisfy({ $0.isNumber || $0 == ";" }) else { return .other }
    switch last {
    case "A": return .up
    case "B": return .down
    case "C": return .right
    case "D": return .left
    case "H": return .home
    case "F": return .end
    case "M" where !isNumbered: return .enter
    case "Z" where isNumbered: return .backTab
    case "~" where isNumbered:
      switch middle.prefix(while: { $0 != ";" }) {
      case "1", "7": return .home
      case "3": return .delete
      case "4", "8": return .end
      case "5": return .pageUp
      case "6": return .pageDown
      default: return .other
      }
    default: return .other
    }
  }

  private func paste() -> (ReviewKey, Int)? {
    let start = Self.pasteStart.count
    let end = Self.pasteEnd
    guard pending.count >= start + end.count else { return nil }
    for index in start...(pending.count - end.count)
    where pending[index..<index + end.count].elementsEqual(end) {
      let text = pending[start..<index].prefix(Self.longestPaste)
      return (.paste(String(decoding: text, as: UTF8.self)), index + end.count)
    }
    return nil
  }

  /// Drops what is beyond the longest paste, save for what may be the start of its end marker.
  private mutating func shorten() {
    guard isPasting || isReply else { return }
    let kept = Self.pasteStart.count + Self.longestPaste
    let tail = Self.pasteEnd.count - 1
    guard pending.count > kept + tail + 1 else { return }
    // The line break keeps both parts from making a marker that nobody sent.
    pending.replaceSubrange(kept..<pending.count - tail, with: [0x0A])
  }
}

/// A text that a terminal sends in reply: `ESC P … ESC \`, `ESC _ G … ESC \`, `ESC ] 1 1 ; … BEL`.
private struct StringSequence {
  static let starts = Set("P_]".utf8)
  private let endsWithBell: Bool

  /// Nil where the bytes don't begin with one.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 2, bytes[0] == 0x1B else { return nil }
    let third = Character(UnicodeScalar(bytes[2]))
    switch bytes[1] {
    case UInt8(ascii: "P"):
      guard third.isASCII, third.isNumber || ">!+$=|".contains(third) else { return nil }
      endsWithBell = false
    case UInt8(ascii: "_"):
      guard third == "G" else { return nil }
      endsWithBell = false
    case UInt8(ascii: "]"):
      guard third.isASCII, third.isNumber else { return nil }
      endsWithBell = true
    default: return nil
    }
  }

  /// How many bytes it has; nil while its end has not come.
  func end(in bytes: [UInt8]) -> Int? {
    for index in 3..<max(3, bytes.count) {
      if endsWithBell, bytes[index] == 0x07 { return index + 1 }
      if bytes[index] == UInt8(ascii: "\\"), bytes[index - 1] == 0x1B { return index + 1 }
    }
    return nil
  }
}
