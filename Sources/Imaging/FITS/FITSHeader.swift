/// The keywords of one header, as the FITS standard 4.0 writes them in cards of 80 characters.
struct FITSHeader: Sendable {
  static let cardLength = 80

  /// Every card up to END.
  let cards: [UInt8]
  /// Where the first card with a value of each keyword begins.
  private let places: [UInt64: Int]
  /// Keywords that have a value twice, and not the same.
  let contradictions: [String]
  /// Keywords that CFITSIO finds in cards which are not written as the standard has it.
  let malformed: [String]

  /// Takes whole cards; what comes after END is dropped.
  init(cards: [UInt8]) {
    let end = stride(from: 0, to: cards.count, by: FITSHeader.cardLength)
      .first { FITSHeader.isEnd(cards[$0...]) }
    let cards = end.map { Array(cards[..<($0 + FITSHeader.cardLength)]) } ?? cards
    var places: [UInt64: Int] = [:]
    var contradictions: [String] = []
    var malformed: [String] = []
    for start in stride(from: 0, to: cards.count, by: FITSHeader.cardLength) {
      let key = FITSHeader.key(ofCardAt: start, in: cards)
      let name = FITSHeader.lenientName(ofCardAt: start, in: cards)
      if key != FITSHeader.key(name) { malformed.append(String(decoding: name, as: UTF8.self)) }
      guard let key else { continue }
      guard let first = places[key] else {
        places[key] = start
        continue
      }
      let values = [first, start].map { FITSHeader.value(FITSHeader.field(at: $0, in: cards)) }
      if values[0] != values[1] {
        contradictions.append(
          String(decoding: cards[start..<(start + 8)], as: UTF8.self).trimmed)
      }
    }
    self.cards = cards
    self.places = places
    self.contradictions = contradictions
    self.malformed = malformed
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

  /// Whether a card gives the keyword a value, be it an empty one.
  func has(_ keyword: String) -> Bool {
    field(keyword) != nil
  }

  /// What follows the equals sign.
  private func field(_ keyword: String) -> ArraySlice<UInt8>? {
    FITSHeader.key(Array(keyword.utf8)[...]).flatMap { places[$0] }
      .map { FITSHeader.field(at: $0, in: cards) }
  }

  private static func field(at card: Int, in cards: [UInt8]) -> ArraySlice<UInt8> {
    cards[min(card + 10, cards.count)..<min(card + cardLength, cards.count)]
  }

  /// The keyword in one word; `nil` for a card without a value, such as a comment.
  private static func key(ofCardAt start: Int, in cards: [UInt8]) -> UInt64? {
    guard start + 10 <= cards.count, cards[start + 8] == UInt8(ascii: "="),
      cards[start + 9] == UInt8(ascii: " ")
    else { return nil }
    return key(cards[start..<(start + 8)])
  }

  /// The keyword as CFITSIO has it: up to a blank or `=`, in capitals, and what HIERARCH names.
  private static func lenientName(ofCardAt start: Int, in cards: [UInt8]) -> ArraySlice<UInt8> {
    let card = cards[start..<min(start + cardLength, cards.count)]
    let (blank, equals) = (UInt8(ascii: " "), UInt8(ascii: "="))
    let isLong = card.starts(with: "HIERARCH ".utf8) && card.contains(equals)
    let name =
      isLong
      ? card.dropFirst(9).drop { $0 == blank }.prefix { $0 != equals }
      : card.prefix { $0 != blank && $0 != equals }
    let end = name.lastIndex { $0 != blank }.map { $0 + 1 } ?? name.startIndex
    return name[..<end].map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }[...]
  }

  private static func key(_ name: ArraySlice<UInt8>) -> UInt64? {
    guard name.count <= 8 else { return nil }
    var key: UInt64 = 0
    for byte in name { key = key << 8 | UInt64(byte) }
    for _ in name.count..<8 { key = key << 8 | UInt64(UInt8(ascii: " ")) }
    return key
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
