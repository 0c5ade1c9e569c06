import Foundation

/// What a terminal says of itself when it is asked.
package struct TerminalAbilities: Sendable, Equatable {
  /// It answered the question that every terminal answers, so no other answer is to come.
  package private(set) var hasAnswered = false
  /// It draws pictures by kitty's protocol.
  package private(set) var hasKitty = false
  /// It draws sixels.
  package private(set) var hasSixel = false
  /// It shows a frame only once all of it has come.
  package private(set) var isSynchronised = false
  /// What it calls itself, with its version.
  package private(set) var name = ""
  /// Pixels of a character.
  package private(set) var cell: CellSize?
  /// Pixels of the part that holds text.
  package private(set) var window: CellSize?

  /// A terminal that has said nothing.
  package init() {}

  private static let kittyID: UInt32 = 4711

  /// What is asked, the question that every terminal answers last: which attributes it has.
  ///
  /// Kitty's graphics, the name, synchronised frames, pixels of a character and of the window.
  package static let question =
    KittyImage.question(id: kittyID) + "\u{1B}[>q\u{1B}[?2026$p\u{1B}[16t\u{1B}[14t\u{1B}[c"

  /// Only what concerns sizes, after the window has changed.
  package static let sizeQuestion = "\u{1B}[16t\u{1B}[14t"

  /// Takes an answer, escape and all; false where it is none that is known here.
  package mutating func take(_ reply: [UInt8]) -> Bool {
    let text = String(decoding: reply, as: UTF8.self)
    if text.hasPrefix("\u{1B}_G") {
      guard text.contains("i=\(Self.kittyID)") else { return false }
      // A refusal is an answer of a terminal that knows the protocol but not this question.
      hasKitty = text.contains(";OK")
      return true
    }
    if text.hasPrefix("\u{1B}P>|") {
      name = String(text.dropFirst(4).prefix { $0 != "\u{1B}" && $0 != "\u{7}" })
      return true
    }
    guard text.hasPrefix("\u{1B}["), let final = text.last else { return false }
    let numbers = text.dropFirst(2).dropLast().split { !$0.isNumber }.compactMap { Int($0) }
    switch final {
    case "c" where text.hasPrefix("\u{1B}[?"):
      hasAnswered = true
      hasSixel = numbers.dropFirst().contains(4)
    case "y" where numbers.count == 2 && numbers[0] == 2026:
      // 0 is unknown and 4 is for ever off.
      isSynchronised = (1...3).contains(numbers[1])
    case "t" where numbers.count == 3 && numbers[1] > 0 && numbers[2] > 0:
      let size = CellSize(width: numbers[2], height: numbers[1])
      if numbers[0] == 6 { cell = size } else if numbers[0] == 4 { window = size }
    default: return false
    }
    return true
  }
}
