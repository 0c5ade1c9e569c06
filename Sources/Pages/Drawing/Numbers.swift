import Evaluation
import Foundation

/// How numbers are written in reports: few digits, tabular, never locale-dependent.
enum Numbers {
  /// A number with a fixed count of decimals, with a true minus sign.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    let text = String(format: "%.\(decimals)f", value)
    let isZero = !text.contains { $0 >= "1" && $0 <= "9" }
    return isZero || !text.hasPrefix("-")
      ? text.replacingOccurrences(of: "-", with: "")
      : "−" + text.dropFirst()
  }

  /// A number for machines: an ASCII minus sign, a fixed count of decimals.
  static func plain(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  /// A value in 0...1 such as an area or a recall: three decimals.
  static func rate(_ value: Double?) -> String { value.map { fixed($0, 3) } ?? "–" }

  /// A share as a percentage with one decimal.
  static func percent(_ value: Double?) -> String { value.map { fixed($0 * 100, 1) + "%" } ?? "–" }

  /// A whole number with thousands separated.
  static func count(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (value < 0 ? "−" : "") + groups.joined(separator: ",")
  }

  /// How many there are, or how many of them stand here: `12`, `the first 24 of 1,310`.
  static func shown(_ all: Int, of limit: Int) -> String {
    all > limit ? "the first \(count(limit)) of \(count(all))" : count(all)
  }

  /// Bounds of a rate: `0.871–0.913`.
  static func bounds(_ interval: Interval?) -> String {
    interval.map { "\(fixed($0.lower, 3))–\(fixed($0.upper, 3))" } ?? "–"
  }

  /// Bounds of a share: `12.1–18.9%`.
  static func percentBounds(_ interval: Interval?) -> String {
    interval.map { "\(fixed($0.lower * 100, 1))–\(fixed($0.upper * 100, 1))%" } ?? "–"
  }

  /// A weight that a person gave: as short as it is.
  static func weight(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15
      ? count(Int(value)) : String(format: "%.6g", value)
  }

  /// A number at about three significant digits, for axis ticks and model scores.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "–" }
    let size = abs(value)
    if size >= 100_000 || size < 0.000_5 { return String(format: "%.2g", value) }
    if size >= 1_000 { return count(Int(value.rounded())) }
    return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
  }

  /// A mean with its interval, or the mean alone where the interval has no width: `12.3 (10.1–14.0)`.
  static func spread(_ interval: Interval?, _ decimals: Int) -> String {
    guard let interval else { return "–" }
    let mean = fixed(interval.estimate, decimals)
    guard interval.upper > interval.lower else { return mean }
    return "\(mean) (\(fixed(interval.lower, decimals))–\(fixed(interval.upper, decimals)))"
  }

  /// A difference with its interval, both with their signs: `+2.1 (−0.4 to +4.6)`.
  static func difference(_ interval: Interval?, _ decimals: Int) -> String {
    func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + fixed(value, decimals) }
    guard let interval else { return "–" }
    let mean = signed(interval.estimate)
    guard interval.upper > interval.lower else { return mean }
    return "\(mean) (\(signed(interval.lower)) to \(signed(interval.upper)))"
  }
}
