import AHuntKit
import FoundationEssentials
import Store
import Vocabulary

/// What a check found, as `ahunt check --format json` says it.
struct CheckPayload: Codable {
  struct Problem: Codable {
    let table: String
    let row: String
    let problem: String
    /// What to do about it; null where it is repaired.
    @Nullable var remedy: String?
    let repaired: Bool
  }

  let workspace: String
  let healthy: Bool
  let deep: Bool
  let problems: [Problem]
  /// Rows that were dropped, by table.
  let dropped: [String: Int]
  /// Rows of older versions to which damage can't be told yet.
  let undigested: Int
  /// Rows that have got a digest by now.
  let digested: Int
  let galaxies: Int
  let seconds: Double
}

extension CheckPayload {
  init(_ summary: CheckSummary, of hunt: Hunt, isDeep: Bool) {
    self.init(
      workspace: hunt.folder.path, healthy: summary.isSound, deep: isDeep,
      problems: summary.problems.map(Problem.init), dropped: summary.dropped,
      undigested: summary.undigested, digested: summary.digested, galaxies: summary.galaxies,
      seconds: summary.seconds)
  }

  /// A hunt that can't be opened for the damage that it has.
  init(damage: StoreError, at folder: URL, isDeep: Bool) {
    let problem = Problem(
      table: "the file", row: "", problem: "\(damage)", remedy: damage.remedy, repaired: false)
    self.init(
      workspace: folder.path, healthy: false, deep: isDeep, problems: [problem], dropped: [:],
      undigested: 0, digested: 0, galaxies: 0, seconds: 0)
  }

  /// The same for people: a line for each problem, and one where there is none.
  func write(to page: inout TextPage) {
    for problem in problems {
      let place = problem.row.isEmpty ? problem.table : "\(problem.table), \(problem.row)"
      let end = problem.repaired ? "mended" : problem.remedy
      let rest = problem.problem + (end.map { "; \($0)" } ?? "")
      page.line("\(page.palette.bad(place)): \(rest)")
    }
    for (table, count) in dropped.sorted(by: { $0.key < $1.key }) {
      page.line("dropped from the table \(table): \(Figures.count(count, "row"))")
    }
    if digested > 0 {
      page.line("\(Figures.count(digested, "row", "rows")) of an older version got a digest")
    } else if undigested > 0 {
      let hint =
        "of an older version can't be checked for damage: --repair gives vectors a digest, "
        + "`ahunt import` with --replace gives cutouts one"
      page.line("\(Figures.count(undigested, "row", "rows")) \(hint)")
    }
    if problems.isEmpty {
      let extent =
        Figures.count(galaxies, "galaxy", "galaxies")
        + (deep ? " and their pixels" : " but for their pixels, which --deep looks at")
      page.line(
        "\(page.palette.good("all is well")): \(extent), in \(Figures.duration(seconds))")
    } else if !dropped.isEmpty {
      page.next("ahunt embed && ahunt score")
    }
  }
}

extension CheckPayload.Problem {
  init(_ problem: CheckSummary.Problem) {
    self.init(
      table: problem.table, row: problem.row, problem: problem.fault,
      remedy: problem.isRepaired ? nil : problem.remedy, repaired: problem.isRepaired)
  }
}
