import AHuntKit
import Vocabulary

/// The person's vocabulary, as `ahunt classes … --format json` says it.
struct ClassesPayload: Codable {
  struct Class: Codable {
    let name: String
    let interest: Double
    let answers: Int
    @Nullable var key: String?
  }

  let classes: [Class]

  init(classes: [Class]) { self.classes = classes }

  init(_ classes: [HuntClass]) {
    self.init(
      classes: classes.map {
        Class(
          name: $0.name, interest: $0.interest, answers: $0.answers, key: $0.key.map(String.init))
      })
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    guard !classes.isEmpty else {
      page.line("No classes yet: `ahunt classes add NAME --interest 1`, or name them in review.")
      return
    }
    page.table(Self.table(classes.map { ($0.name, $0.interest, $0.answers, $0.key) }))
  }

  /// Name, interest, answers, and the key in review where keys are known.
  static func table(
    _ rows: [(name: String, interest: Double, answers: Int, key: String?)]
  ) -> TextTable {
    let hasKeys = rows.contains { $0.key != nil }
    var table = TextTable(["name", ">interest", ">answers"] + (hasKeys ? ["key"] : []))
    for row in rows {
      table.add(
        [row.name, interest(row.interest), Figures.count(row.answers)]
          + (hasKeys ? [row.key ?? ""] : []))
    }
    return table
  }

  /// `2`, `0.5`: as few decimals as the number needs.
  static func interest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : String(value)
  }
}
