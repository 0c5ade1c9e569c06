import Evaluation

/// Accuracy of what the model answers when it may leave its least certain objects to a person.
struct CoverageFigure: Figure {
  let id = "coverage"
  let title = "Accuracy when the least certain are set aside"
  private let steps: [Step]

  /// What is kept at one confidence threshold.
  private struct Step: Sendable {
    let threshold: Double
    let kept: Int
    let correct: Int
    let total: Int
    var coverage: Double { total == 0 ? 0 : Double(kept) / Double(total) }
    var accuracy: Double? { kept == 0 ? nil : Double(correct) / Double(kept) }
  }

  /// Thresholds from 0 to 1 in hundredths.
  init(confidences: [Double], correct: [Bool]) {
    steps = (0...100).map { hundredth in
      let threshold = Double(hundredth) / 100
      let kept = confidences.indices.filter { confidences[$0] >= threshold }
      return Step(
        threshold: threshold, kept: kept.count, correct: kept.count { correct[$0] },
        total: confidences.count)
    }
  }

  var caption: String {
    "Accuracy of the kept objects against the share of objects kept, as the confidence that an "
      + "answer must reach is raised. Move the slider to read a threshold."
  }

  var summary: String {
    "Accuracy among the objects whose confidence reaches a threshold, against their share."
  }

  var table: DataTable {
    DataTable(
      caption: "Objects kept and their accuracy",
      columns: ["Confidence at least", "Kept", "Share kept", "Accuracy"],
      rows: steps.filter { Int(($0.threshold * 100).rounded()) % 10 == 0 }.map { step in
        [
          Numbers.fixed(step.threshold, 2), Numbers.count(step.kept),
          Numbers.percent(step.coverage), Numbers.percent(step.accuracy),
        ]
      })
  }

  func drawing() -> String {
    let shown = steps.filter { $0.kept > 0 }
    var plot = Plot(
      x: .percent("Share of objects kept", upTo: 1),
      y: .values("Accuracy of the kept", shown.compactMap(\.accuracy) + [1]), height: 280)
    plot.curve(shown.map(\.coverage), shown.map { $0.accuracy ?? 0 }, style: "series c0")
    let words = steps.map { step in
      "<li>Confidence at least \(Numbers.fixed(step.threshold, 2)): "
        + "\(Numbers.count(step.kept)) objects kept (\(Numbers.percent(step.coverage))), "
        + "accuracy \(Numbers.percent(step.accuracy))</li>"
    }
    return plot.svg(id: id, title: title, summary: summary) + """
      <div class="chooser" hidden="hidden">
      <label for="\(id)-slider">Confidence threshold</label>
      <input id="\(id)-slider" type="range" min="0" max="100" value="50"/>
      <output for="\(id)-slider"></output>
      <ul hidden="hidden">\(words.joined())</ul>
      </div>
      """
  }
}
