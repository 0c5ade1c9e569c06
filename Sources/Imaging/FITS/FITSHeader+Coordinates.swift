extension FITSHeader {
  /// The cards as wcslib can take them.
  ///
  /// Left out are those that do not print or have open quotes: wcslib copies what follows a quote
  /// up to the next one without regard to its buffer. So are numbers of axes that are none, also a
  /// second one: wcslib takes memory for the square of the largest. So are SIP's coefficients
  /// that are not numbers, where wcslib looks for one all the same.
  ///
  /// SCAMP before 2012 wrote the polynomials of TPV into headers of TAN, and a SIP distortion beside
  /// them is the same a second time (Shupe et al. 2012, SPIE 8451, 84511M, section 7).
  func coordinateCards() -> [UInt8] {
    let isSCAMP = hasSCAMPDistortion
    var kept: [UInt8] = []
    for start in stride(from: 0, to: cards.count, by: FITSHeader.cardLength) {
      let card = cards[start..<min(start + FITSHeader.cardLength, cards.count)]
      guard FITSHeader.isHarmless(card) else { continue }
      guard isSCAMP else {
        kept += card
        continue
      }
      if FITSHeader.sip.contains(where: { card.starts(with: $0) }) { continue }
      kept += FITSHeader.tangent(card)
    }
    return kept
  }

  /// Both axes are TAN, whose PVi_m end at 4 by the standard, and have higher ones.
  private var hasSCAMPDistortion: Bool {
    let axes = (1...9).filter { text("CTYPE\($0)")?.hasSuffix("-TAN") == true }
    guard axes.count == 2 else { return false }
    return axes.contains { axis in (5...39).contains { text("PV\(axis)_\($0)") != nil } }
  }

  private static let axisCounts = ["WCSAXES", "NAXIS   "].map { Array($0.utf8) }

  private static let sip = ["A_", "B_", "AP_", "BP_"].map { Array($0.utf8) }

  private static func isHarmless(_ card: ArraySlice<UInt8>) -> Bool {
    let isOpen =
      card.dropFirst(8).starts(with: Array("= ".utf8)) && value(card.dropFirst(10)) == nil
    guard !isOpen, card.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
    if sip.contains(where: { card.starts(with: $0) }) {
      return isNumber(card.dropFirst(10))
    }
    guard axisCounts.contains(where: { card.starts(with: $0) }) else { return true }
    return value(card.dropFirst(10)).flatMap { Int($0) }.map((0...99).contains) ?? false
  }

  /// Whether a value is one real number, with an exponent after E or D.
  private static func isNumber(_ field: ArraySlice<UInt8>) -> Bool {
    guard let text = value(field),
      field.first(where: { $0 != UInt8(ascii: " ") }) != UInt8(ascii: "'"),
      text.utf8.allSatisfy({ "+-.0123456789EeDd".utf8.contains($0) })
    else { return false }
    return Double(String(text.map { "Dd".contains($0) ? "e" : $0 })) != nil
  }

  /// TPV for TAN in CTYPEi.
  private static func tangent(_ card: ArraySlice<UInt8>) -> [UInt8] {
    var card = Array(card)
    let code = Array("-TAN".utf8)
    guard card.starts(with: Array("CTYPE".utf8)),
      let place = card.indices.first(where: { card[$0...].starts(with: code) })
    else { return card }
    card.replaceSubrange(place..<(place + code.count), with: Array("-TPV".utf8))
    return card
  }
}
