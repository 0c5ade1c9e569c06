/// Turns the bytes of a terminal into keys: UTF-8, control characters, escape sequences, pastes.
package struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Most bytes of a paste that are kept, far more than any name has.
  package static let longestPaste = 4096

  /// A decoder that has seen nothing.
  package init() {}

  /// Whether bytes wait for the rest of a sequence or character, which has to follow at once.
  ///
  /// A paste may take its time: given up halfway, what is left of it would answer as key presses.
  package var isWaiting: Bool { !pending.isEmpty && !isPasting }

  private var isPasting: Bool { pending.starts(with: Self.pasteStart) }

  /// Takes more bytes and returns the keys that are complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [ReviewKey] {
    let bytes = Array(bytes)
    // Pasted text comes in bulk; a Control-C on its own is a person who sees a paste hang.
    if isPasting, bytes == [0x03] {
      pending = []
      return [.interrupt]
    }
    pending += bytes
    var keys: [ReviewKey] = []
    while let (key, length) = first() {
      pending.removeFirst(length)
      keys.append(key)
    }
    if isPasting { shortenPaste() }
    return keys
  }

  /// What the waiting bytes mean when no more follow: a lone escape, or nothing usable.
  package mutating func flush() -> [ReviewKey] {
    guard isWaiting else { return [] }
    defer { pending = [] }
    return [pending == [0x1B] ? .escape : .other]
  }

  private func first() -> (ReviewKey, Int)? {
    guard let byte = pending.first else { return nil }
    switch byte {
    case 0x03: return (.interrupt, 1)
    case 0x04: return (.endOfInput, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x0C: return (.redraw, 1)
    case 0x15: return (.clearLine, 1)
    case 0x1B: return escapeSequence()
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
    case UInt8(ascii: "["):
      guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
        return nil
      }
      return (.other, end + 1)
    case UInt8(ascii: "O"):
      return pending.count > 2 ? (.other, 3) : nil
    case 0x1B:
      return (.escape, 1)
    default:
      return (.other, 2)
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
  private mutating func shortenPaste() {
    let kept = Self.pasteStart.count + Self.longestPaste
    let tail = Self.pasteEnd.count - 1
    guard pending.count > kept + tail + 1 else { return }
    // The line break keeps both parts from making a marker that nobody sent.
    pending.replaceSubrange(kept..<pending.count - tail, with: [0x0A])
  }
}
