import Hunting
import Imaging
import Store

/// A person's answers as a network is finetuned on them: enough of them, or a sentence that says how
/// many are needed.
struct FinetuneAnswers {
  /// Classes that have answers.
  let classes: [ClassRecord]
  /// Rows of the features with class numbers, ascending.
  let answers: [LabelledGalaxy]

  /// Parts that cross-validation deals the answers into.
  static let parts = 4
  /// Least answers in all, of wanted and of unwanted kinds.
  static let least = 40
  static let leastOfEither = 8

  init(_ state: HuntState) throws(CommandFailure) {
    let carried = Set(state.labels.values)
    classes = state.classes.filter { carried.contains($0.name) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes.map(\.name), 0...))
    answers = state.labels.compactMap { galaxy, name in
      guard let row = state.rows[galaxy], let number = numbers[name] else { return nil }
      return LabelledGalaxy(galaxy: row, label: number)
    }.sorted { $0.galaxy < $1.galaxy }
    try check()
  }

  var names: [String] { classes.map(\.name) }
  var isWanted: [Bool] { classes.map { $0.interest > 0 } }
  var labels: [Int] { answers.map(\.label) }

  /// Which galaxy carries which class, in sixteen digits.
  func digest(_ state: HuntState) -> String {
    let lines = answers.map { "\(state.ids[$0.galaxy]) \(classes[$0.label].id)\n" }.joined()
    return String(SHA256.hexDigest(of: Array(lines.utf8)).prefix(16))
  }

  private func check() throws(CommandFailure) {
    let count = answers.count
    let need =
      "finetuning needs at least \(Self.least) answers, \(Self.leastOfEither) of them of classes "
      + "with an interest and \(Self.leastOfEither) of classes without"
    let more = "answer more with `ahunt round` and `ahunt review`"
    guard count >= Self.least else {
      throw .failed("\(need), and there \(count == 1 ? "is" : "are") \(count); \(more)")
    }
    guard classes.count > 1 else {
      throw .failed(
        "\(need), and all \(count) answers are of one class, '\(names[0])'; \(more)")
    }
    let wanted = answers.count { isWanted[$0.label] }
    guard wanted >= Self.leastOfEither else {
      throw .failed(
        "\(need), and \(wanted) of the \(count) are of a class with an interest; \(more)")
    }
    guard count - wanted >= Self.leastOfEither else {
      throw .failed(
        "\(need), and \(count - wanted) of the \(count) are of a class without; \(more), or see "
          + "`ahunt classes weigh`")
    }
  }
}
