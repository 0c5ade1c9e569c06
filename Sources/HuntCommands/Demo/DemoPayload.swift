import AHuntKit
import FoundationEssentials
import Vocabulary

/// What the demo did and found, as `ahunt demo --format json` says it.
struct DemoPayload: Codable {
  let workspace: String
  let reports: [String]
  let contactSheet: String
  let galaxies: Int
  let rare: Int
  let asked: Int
  let rareAsked: Int
  /// Rare galaxies among the first `topSize` of the ranking that nobody had labelled.
  let rareInTop: Int
  let topSize: Int
  let seconds: Double
  let metrics: [String: Double]

  init(_ summary: DemoSummary) {
    workspace = summary.folder.path
    reports = summary.reports.map(\.path)
    contactSheet = summary.contactSheet.path
    galaxies = summary.galaxies
    rare = summary.rare
    asked = summary.asked
    rareAsked = summary.rareAsked
    rareInTop = summary.rareInTop
    topSize = summary.topSize
    seconds = summary.seconds
    var metrics = ["expectedInTop": summary.expectedInTop]
    metrics["rankingAUC"] = summary.rankingAUC
    for name in [
      "testAccuracy", "testCommonAccuracy", "testCommonClasses", "testGalaxies", "testMacroAUC",
    ] { metrics[name] = summary.classifier[name] }
    self.metrics = metrics
  }

  /// How often the classifier is right, over all test galaxies and over those of common classes.
  private var classified: String {
    let all =
      "right on \(Figures.percent(metrics["testAccuracy"] ?? .nan)) of "
      + Figures.count(Int(metrics["testGalaxies"] ?? 0), "test galaxy", "test galaxies")
    guard let common = metrics["testCommonAccuracy"], let classes = metrics["testCommonClasses"]
    else { return all }
    return all + "; on \(Figures.percent(common)) of those of the "
      + "\(Figures.count(Int(classes), "class", "classes")) with ten or more"
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    let share = Double(rare) / Double(max(1, galaxies))
    page.heading("The demo is done, in \(Figures.duration(seconds))")
    page.pairs([
      (
        "survey",
        "\(Figures.count(galaxies)) simulated galaxies, \(Figures.count(rare)) of rare kinds "
          + "(\(Figures.percent(share)))"
      ),
      (
        "asked",
        "\(Figures.count(asked)) questions found \(Figures.count(rareAsked)) rare galaxies; chance "
          + "would find \(Figures.decimal(share * Double(asked), places: 1))"
      ),
      (
        "top \(topSize)",
        "of the unlabelled: \(Figures.count(rareInTop)) rare; chance would put "
          + Figures.decimal(metrics["expectedInTop"], places: 1)
      ),
      (
        "both",
        "\(Figures.count(rareAsked + rareInTop)) of \(Figures.count(rare)) rare galaxies, among "
          + "\(Figures.count(asked + topSize)) that were looked at"
      ),
      (
        "ranking",
        "AUC of the unlabelled \(Figures.decimal(metrics["rankingAUC"])), chance 0.500"
      ),
      (
        "classifier",
        classified
      ),
    ])
    page.heading("Look at")
    for report in reports { page.line("  " + page.palette.bold(report)) }
    page.line("  " + page.palette.bold(contactSheet))
    page.heading("Go on with")
    page.line("  " + page.palette.accent("ahunt status --workspace \(workspace)"))
  }
}
