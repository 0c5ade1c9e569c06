import AHuntKit
import Vocabulary

/// A batch of questions, as `ahunt round --format json` says it.
struct RoundPayload: Codable {
  struct Question: Codable {
    let position: Int
    let objectID: String
    let arm: String
    let score: Double
    let why: String
  }

  let round: Int
  let questions: [Question]
  let galaxies: Int
  /// How many of the person's kind there are; null without a class of interest.
  @Nullable var left: CensusPayload?

  init(_ asked: AskedRound) {
    round = asked.number
    questions = asked.questions.map {
      Question(
        position: $0.position, objectID: $0.objectID, arm: $0.arm, score: $0.score, why: $0.why)
    }
    galaxies = asked.galaxies
    _left = Nullable(wrappedValue: asked.census.map(CensusPayload.init))
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    let arms = Dictionary(grouping: questions, by: \.arm).mapValues(\.count)
    let mix = arms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    page.heading("Round \(round)  \(page.palette.dim(mix))")
    var table = TextTable([">", "object", "arm", ">score", "why"])
    for question in questions {
      table.add([
        String(question.position), question.objectID, page.palette.accent(question.arm),
        Figures.decimal(question.score), question.why,
      ])
    }
    page.table(table)
    page.line()
    if let left {
      left.write(to: &page, galaxies: galaxies)
      page.line()
    }
    page.next("ahunt review")
  }
}
