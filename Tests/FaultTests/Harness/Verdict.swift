/// What came of one case.
enum Verdict: Equatable {
  /// The program did its work, or had nothing to do.
  case survived
  /// It said in a sentence why not, and nothing is lost.
  case refused
  /// Another result than before, where one valid value stands in place of another: nothing can tell.
  case unseen
  /// The case could not be tried here.
  case skipped(String)
  /// What must never happen.
  case wrong(String)
}

/// One case, in words, and what came of it.
struct Outcome {
  let what: String
  let verdict: Verdict
}

/// The counts of one group.
struct Tally {
  /// A case that went wrong.
  struct Wrong {
    let number: Int
    let what: String
    let reason: String
  }

  var survived = 0
  var refused = 0
  var unseen = 0
  var skipped: [String: Int] = [:]
  var wrong: [Wrong] = []
  var seconds = 0.0

  /// Cases that were tried.
  var cases: Int { survived + refused + unseen + wrong.count }

  mutating func add(_ outcome: Outcome, number: Int, seconds: Double) {
    self.seconds += seconds
    switch outcome.verdict {
    case .survived: survived += 1
    case .refused: refused += 1
    case .unseen: unseen += 1
    case .skipped(let why): skipped[why, default: 0] += 1
    case .wrong(let reason):
      wrong.append(Wrong(number: number, what: outcome.what, reason: reason))
    }
  }

  /// One line of the table, or its heading.
  static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let blank = String(repeating: " ", count: max(0, (index == 0 ? 10 : 9) - cell.count))
      return index == 0 ? cell + blank : blank + cell
    }.joined()
  }

  static let heading = row(["group", "cases", "survived", "refused", "unseen", "wrong", "skipped"])

  func row(_ name: String) -> String {
    Self.row(
      [name]
        + [cases, survived, refused, unseen, wrong.count, skipped.values.reduce(0, +)]
        .map { "\($0)" })
  }
}
