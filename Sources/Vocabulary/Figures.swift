import Foundation

/// How numbers, durations and sizes are written for people, the same in every locale.
package enum Figures {
  /// `17736` as `17,736`.
  package static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return value < 0 ? "-" + grouped : grouped
  }

  /// `1 galaxy`, `2 galaxies`, `1,200 classes`.
  package static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? singular : plural ?? singular + "s")"
  }

  /// A fixed number of decimals; `–` for what is no number.
  package static func decimal(_ value: Double?, places: Int = 3) -> String {
    guard let value, value.isFinite else { return "–" }
    return String(format: "%.\(places)f", value)
  }

  /// `0.6 s`, `42 s`, `3 min 05 s`, `2 h 07 min`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "–" }
    if seconds < 9.95 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }

  /// A rate with three or four significant digits: `7.3`, `842`, `3,230`.
  package static func rate(_ perSecond: Double) -> String {
    guard perSecond.isFinite, perSecond > 0 else { return "–" }
    return perSecond < 99.95
      ? String(format: "%.1f", perSecond) : count(Int(perSecond.rounded()))
  }

  /// `0.064` as `6.4 %`.
  package static func percent(_ share: Double, places: Int = 1) -> String {
    guard share.isFinite else { return "–" }
    return String(format: "%.\(places)f %%", share * 100)
  }

  /// A stored ISO-8601 time as the day and minute, still in the universal time zone.
  package static func minute(_ time: String) -> String {
    String(time.prefix(16)).replacing("T", with: " ")
  }
}
