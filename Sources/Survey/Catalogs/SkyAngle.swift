/// Sky coordinates as catalogs write them.
enum SkyAngle {
  /// Degrees, given as such or as hours or degrees with minutes and seconds.
  ///
  /// ```swift
  /// SkyAngle.degrees("150.1", hours: true)          // 150.1
  /// SkyAngle.degrees("10:00:24", hours: true)       // 150.1
  /// SkyAngle.degrees("+02d12m00s", hours: false)    // 2.2
  /// ```
  ///
  /// - Parameter hours: Whether sexagesimal text counts in hours, as right ascensions do.
  /// - Returns: `nil` for what is no finite number; the range is not looked at.
  static func degrees(_ text: String, hours: Bool) -> Double? {
    if let number = Double(text) { return number.isFinite ? number : nil }
    var body = Substring(text)
    let isNegative = body.first == "-"
    if isNegative || body.first == "+" { body.removeFirst() }
    let parts = body.split { ": hdms°'′\"″".contains($0) }
    guard parts.count == 3, body.first?.isNumber == true else { return nil }
    let numbers = parts.map(plainNumber)
    guard let whole = numbers[0], let minutes = numbers[1], let seconds = numbers[2],
      whole == whole.rounded(), minutes == minutes.rounded(), minutes < 60, seconds < 60
    else { return nil }
    let angle = (whole + (minutes + seconds / 60) / 60) * (hours ? 15 : 1)
    return isNegative ? -angle : angle
  }

  /// Digits with at most one point.
  private static func plainNumber(_ text: Substring) -> Double? {
    guard text.allSatisfy({ $0 == "." || ("0"..."9").contains($0) }) else { return nil }
    return Double(text)
  }
}
