import Digests
import Hunting
import Store

/// A person's answers as networks are finetuned on them: enough of them, or an error that says what is
/// missing.
struct FinetuneAnswers {
  /// Classes that have answers.
  let classes: [HuntClass]
  /// Rows of the features with class numbers, ascending.
  let answers: [LabelledGalaxy]

  /// Parts that cross-validation deals the answers into.
  static let parts = 4

  init(_ snapshot: HuntSnapshot) throws(HuntError) {
    let carried = Set(snapshot.labels.values)
    classes = snapshot.classes.filter { carried.contains($0.id) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes.map(\.id), 0...))
    answers = snapshot.answers.compactMap { answer in
      numbers[snapshot.classes[answer.label].id].map {
        LabelledGalaxy(galaxy: answer.galaxy, label: $0)
      }
    }
    try check()
  }

  var ids: [HuntClass.ID] { classes.map(\.id) }
  var names: [String] { classes.map(\.name) }
  var isWanted: [Bool] { classes.map(\.isHunted) }
  var labels: [Int] { answers.map(\.label) }

  /// Which galaxy carries which class, and has which pixels, in sixteen digits.
  func digest(_ snapshot: HuntSnapshot, in store: HuntStore) throws -> String {
    let pixels = try store.pixelRevisions(of: answers.map { snapshot.ids[$0.galaxy] })
    let lines = zip(answers, pixels).map { answer, pixels in
      // The first pixels are not numbered: older versions knew no others.
      "\(pixels.galaxy) \(classes[answer.label].id)"
        + (pixels.revision == 1 ? "\n" : " \(pixels.revision)\n")
    }.joined()
    return String(SHA256.hexDigest(of: Array(lines.utf8)).prefix(16))
  }

  private func check() throws(HuntError) {
    let count = answers.count
    guard count >= FinetuneShortage.least else { throw .tooFewAnswers(.answers(count)) }
    guard classes.count > 1 else {
      throw .tooFewAnswers(.oneClass(names[0], answers: count))
    }
    let hunted = answers.count { isWanted[$0.label] }
    guard hunted >= FinetuneShortage.leastOfEither else {
      throw .tooFewAnswers(.hunted(hunted, answers: count))
    }
    guard count - hunted >= FinetuneShortage.leastOfEither else {
      throw .tooFewAnswers(.others(count - hunted, answers: count))
    }
  }
}
