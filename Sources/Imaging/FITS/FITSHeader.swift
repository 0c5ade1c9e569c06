/// The keywords of one header, as the FITS standard 4.0 writes them in cards of 80 characters.
struct FITSHeader: Sendable {
  static let cardLength = 80

  /// Every card up to END.
  let cards: [UInt8]

  /// Takes whole cards; what comes after END is dropped.
  init(cards: [UInt8]) {
    let end = stride(from: 0, to: cards.count, by: FITSHeader.cardLength)
      .first { FITSHeader.isEnd(cards[$0...]) }
    self.cards = end.map { Array(cards[..<($0 + FITSHeader.cardLength)]) } ?? cards
  }

  /// Whether a card is the header's last.
  static func isEnd(_ card: ArraySlice<UInt8>) -> Bool {
    card.starts(with: end)
  }

  /// A value without quotes and blanks at its ends; `nil` where there is none or it is empty.
  ///
  /// Of a keyword that stands there twice, the first counts.
  func text(_ keyword: String) -> String? {
    field(keyword).flatMap(FITSHeader.value).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A whole number; `nil` where there is none.
  func integer(_ keyword: String) -> Int? {
    text(keyword).flatMap { Int($0) }
  }

  /// What follows the equals sign.
  private func field(_ keyword: String) -> ArraySlice<UInt8>? {
    var name = Array(keyword.utf8)
    name += [UInt8](repeating: UInt8(ascii: " "), count: max(0, 8 - name.count))
    name += Array("= ".utf8)
    let start = stride(from: 0, to: cards.count, by: FITSHeader.cardLength)
      .first { cards[$0...].starts(with: name) }
    return start.map { cards[($0 + name.count)..<min($0 + FITSHeader.cardLength, cards.count)] }
  }

  /// What stands before the comment; quotes within a string are doubled.
  ///
  /// `nil` for a string that is not closed.
  static func value(_ field: ArraySlice<UInt8>) -> String? {
    let field = field.drop { $0 == UInt8(ascii: " ") }
    let quote = UInt8(ascii: "'")
    guard field.first == quote else {
      return String(decoding: field.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self).trimmed
    }
    var value: [UInt8] = []
    var rest = field.dropFirst()
    while let byte = rest.popFirst() {
      if byte == quote {
        guard rest.first == quote else { return String(decoding: value, as: UTF8.self).trimmed }
        rest.removeFirst()
      }
      value.append(byte)
    }
    return nil
  }

  private static let end = Array("END     ".utf8)
}
