import Foundation

/// One axis of a plot: what it measures, its range and where its ticks stand.
struct Axis {
  /// What the axis measures, with the unit.
  let label: String
  let lower: Double
  let upper: Double
  let ticks: [Double]
  let isLogarithmic: Bool
  var isWhole = false
  private let format: @Sendable (Double) -> String

  /// An axis of shares from 0 to 1.
  static func share(_ label: String) -> Axis {
    Axis(
      label: label, lower: 0, upper: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], isLogarithmic: false,
      format: { Numbers.fixed($0, 1) })
  }

  /// An axis of shares from 0 to a round value at or above `upper`, written as percentages.
  static func percent(_ label: String, upTo upper: Double) -> Axis {
    let step = niceStep(max(upper, 0.01) / 5)
    let top = min(1, (upper / step - 1e-9).rounded(.up) * step)
    return Axis(
      label: label, lower: 0, upper: max(top, step), ticks: multiples(of: step, from: 0, to: top),
      isLogarithmic: false,
      format: { Numbers.fixed($0 * 100, step < 0.01 ? 1 : 0) + "%" })
  }

  /// An axis of whole numbers from 0 (or `lower`) to `upper`, or to the tick above it.
  static func counts(
    _ label: String, from lower: Int = 0, to upper: Int, isRounded: Bool = false
  ) -> Axis {
    let step = max(1, niceStep(Double(max(upper - lower, 1)) / 5))
    let start = (Double(lower) / step).rounded(.up) * step
    var top = Double(max(upper, lower + 1))
    if isRounded { top = (top / step).rounded(.up) * step }
    return Axis(
      label: label, lower: Double(lower), upper: top,
      ticks: multiples(of: step, from: start, to: top), isLogarithmic: false, isWhole: true,
      format: { Numbers.count(Int($0)) })
  }

  /// An axis around values of any size, with a little air.
  static func values(_ label: String, _ values: [Double], includesZero: Bool = false) -> Axis {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if includesZero { low = min(low, 0) }
    if high - low < 1e-12 { high = low + max(abs(low), 1) * 0.1 }
    let step = niceStep((high - low) / 5)
    low = (low / step + 1e-9).rounded(.down) * step
    high = (high / step - 1e-9).rounded(.up) * step
    let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    return Axis(
      label: label, lower: low, upper: high, ticks: multiples(of: step, from: low, to: high),
      isLogarithmic: false,
      format: { abs($0) >= 10_000 ? Numbers.short($0) : Numbers.fixed($0, decimals) })
  }

  /// A logarithmic axis of ranks from 1 to `upper`.
  static func ranks(_ label: String, to upper: Int) -> Axis {
    var ticks: [Double] = [1]
    while let last = ticks.last, last * 10 <= Double(max(upper, 2)) { ticks.append(last * 10) }
    return Axis(
      label: label, lower: 1, upper: Double(max(upper, 2)), ticks: ticks, isLogarithmic: true,
      isWhole: true,
      format: { Numbers.count(Int($0)) })
  }

  /// Place of a value along the axis, 0 at the lower and 1 at the upper end.
  func place(_ value: Double) -> Double {
    if isLogarithmic { return (log(max(value, lower)) - log(lower)) / (log(upper) - log(lower)) }
    return (value - lower) / (upper - lower)
  }

  /// How a script turns a place of the drawing into a value: a JSON object, escaped.
  func scale(from start: Double, to end: Double) -> String {
    JSONText.object([
      ("label", JSONText.string(label)), ("from", JSONText.number(start)),
      ("to", JSONText.number(end)), ("lower", JSONText.number(lower)),
      ("upper", JSONText.number(upper)), ("log", "\(isLogarithmic)"),
      ("percent", "\(text(upper).hasSuffix("%"))"), ("whole", "\(isWhole)"),
    ]).replacing("\n", with: "").escaped
  }

  /// Text of a tick.
  func text(_ tick: Double) -> String { format(tick) }

  /// The round number (1, 2 or 5 times a power of ten) nearest to a rough step.
  private static func niceStep(_ rough: Double) -> Double {
    let power = pow(10, log10(rough).rounded(.down))
    let lead = rough / power
    return (lead < 1.5 ? 1 : lead < 3.2 ? 2 : lead < 7 ? 5 : 10) * power
  }

  private static func multiples(of step: Double, from lower: Double, to upper: Double) -> [Double] {
    let count = Int(((upper - lower) / step + 1e-6).rounded(.down))
    return count < 0 ? [] : (0...count).map { lower + Double($0) * step }
  }
}
