import Evaluation

/// Share of each arm's answers that were of interest, with its interval.
struct ArmYieldFigure: Figure {
  /// Answers of one arm.
  struct Arm: Sendable {
    let name: String
    let asked: Int
    let answered: Int
    let ofInterest: Int
    /// Galaxies whose answer the arm's questions brought.
    var pick: Pick?
    var interval: Interval? { exactInterval(successes: ofInterest, trials: answered) }
  }

  let id = "arm-yield"
  let title = "Yield of each arm"
  let arms: [Arm]

  var caption: String {
    "Share of the answered questions that were of interest, with exact (Clopper–Pearson) 95% intervals. The random "
      + "arm shows what asking without a model gives among galaxies not asked before."
  }

  var summary: String {
    let parts = arms.map { "\($0.name) \($0.ofInterest) of \($0.answered)" }
    return "Objects of interest among the answers of each arm: \(parts.joined(separator: ", "))."
  }

  var table: DataTable {
    DataTable(
      caption: "Questions, answers and yield of each arm",
      columns: ["Arm", "Asked", "Answered", "Of interest", "Share", "95% interval"],
      rows: arms.map { arm in
        [
          arm.name, Numbers.count(arm.asked), Numbers.count(arm.answered),
          Numbers.count(arm.ofInterest), Numbers.percent(arm.interval?.estimate),
          Numbers.percentBounds(arm.interval),
        ]
      })
  }

  func drawing() -> String {
    let width = 460.0
    let rowHeight = 36.0
    let left = 24 + Double(arms.map(\.name.count).max() ?? 0) * 7.6
    let right = width - 64
    let bottom = 12 + rowHeight * Double(arms.count)
    let axis = Axis.percent(
      "Of interest among the answered", upTo: arms.compactMap { $0.interval?.upper }.max() ?? 1)
    func x(_ share: Double) -> Double { left + axis.place(share) * (right - left) }
    var canvas = SVGCanvas(width: width, height: bottom + 46)
    for tick in axis.ticks {
      canvas.line(
        from: Point(x: x(tick), y: 6), to: Point(x: x(tick), y: bottom), style: "grid")
      canvas.text(
        axis.text(tick), at: Point(x: x(tick), y: bottom + 19), anchor: .middle, style: "tick")
    }
    for (index, arm) in arms.enumerated() {
      let middle = 12 + rowHeight * (Double(index) + 0.5)
      canvas.text(arm.name, at: Point(x: left - 10, y: middle + 4.5), anchor: .end)
      guard let interval = arm.interval else {
        canvas.text("no answers", at: Point(x: left + 8, y: middle + 4.5), style: "tick")
        continue
      }
      canvas.rectangle(
        x: left, y: middle - 9, width: x(interval.estimate) - left, height: 18,
        style: "bar c\(index % Series.colours)",
        tip: "\(arm.name): \(arm.ofInterest) of \(arm.answered) answers of interest, "
          + "\(Numbers.percent(interval.estimate)) (95% \(Numbers.percentBounds(interval)))",
        pick: arm.pick)
      canvas.line(
        from: Point(x: x(interval.lower), y: middle), to: Point(x: x(interval.upper), y: middle),
        style: "whisker")
      canvas.text(
        "\(arm.ofInterest) of \(arm.answered)", at: Point(x: width, y: middle + 4.5), anchor: .end,
        style: "tick")
    }
    canvas.line(from: Point(x: left, y: 6), to: Point(x: left, y: bottom), style: "axis")
    canvas.text(
      axis.label, at: Point(x: (left + right) / 2, y: bottom + 40), anchor: .middle)
    return canvas.svg(id: id, title: title, summary: summary)
  }
}
