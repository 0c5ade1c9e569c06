import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt labels agreement`: how far people agree, and where they do not.
struct LabelsAgreement: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Show how far people agree beyond chance, and where they do not.",
    discussion: """
      Cohen's kappa is that of two people, Fleiss' kappa that of all; 1 is full agreement, 0 chance. \
      Intervals are of 95 %, from a thousand draws of the galaxies. Agreement is measured on what each \
      said first; an adjudicator is left out. Who was asked again with `ahunt review --reask` is \
      compared with themselves.

      Example:
        ahunt labels agreement
        ahunt review --disagreements --annotator hubble
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let found = try console.withHunt(for: .reading) { try $0.agreement() }
    let payload = AgreementPayload(found)
    try console.emit(payload) { payload.write(to: &$0) }
  }
}

/// How far people agree, as `ahunt labels agreement --format json` says it.
struct AgreementPayload: Codable {
  struct Pair: Codable {
    let first: String
    let second: String
    let galaxies: Int
    let agreed: Int
    @Nullable var kappa: Double?
    let interval: [Double]?
  }

  struct Consistency: Codable {
    let annotator: String
    let galaxies: Int
    let agreed: Int
    @Nullable var kappa: Double?
    let interval: [Double]?
  }

  struct Answer: Codable {
    let annotator: String
    let `class`: String
    let answeredAt: String
  }

  struct Disagreement: Codable {
    let objectID: String
    @Nullable var label: String?
    let answers: [Answer]
  }

  let annotators: [String]
  let galaxies: Int
  /// Fleiss' kappa of all people; null where nothing was answered by two.
  @Nullable var kappa: Double?
  /// Where it lies with 95 %.
  let interval: [Double]?
  let pairs: [Pair]
  let selfConsistency: [Consistency]
  let disagreements: [Disagreement]

  init(_ found: LabelAgreement) {
    annotators = found.annotators
    galaxies = found.galaxies
    _kappa = Nullable(wrappedValue: found.kappa?.value)
    interval = found.kappa.map { [$0.lower, $0.upper] }
    pairs = found.pairs.map {
      Pair(
        first: $0.first, second: $0.second, galaxies: $0.galaxies, agreed: $0.agreed,
        kappa: $0.kappa?.value, interval: $0.kappa.map { [$0.lower, $0.upper] })
    }
    selfConsistency = found.consistency.map {
      Consistency(
        annotator: $0.annotator, galaxies: $0.galaxies, agreed: $0.agreed,
        kappa: $0.kappa?.value, interval: $0.kappa.map { [$0.lower, $0.upper] })
    }
    disagreements = found.disagreements.map { galaxy in
      Disagreement(
        objectID: galaxy.objectID, label: galaxy.label,
        answers: galaxy.answers.map {
          Answer(annotator: $0.annotator, class: $0.className, answeredAt: $0.answeredAt)
        })
    }
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    if galaxies == 0 {
      page.line("No galaxy was answered by two people.")
    } else {
      page.line(
        "Fleiss' kappa \(Self.words(kappa, interval)) on \(Figures.count(galaxies, "galaxy", "galaxies")) "
          + "that several people answered")
      var table = TextTable(["", "", ">galaxies", ">the same", "Cohen's kappa"])
      for pair in pairs {
        table.add([
          pair.first, pair.second, Figures.count(pair.galaxies), Figures.count(pair.agreed),
          Self.words(pair.kappa, pair.interval),
        ])
      }
      page.table(table)
    }
    if !selfConsistency.isEmpty {
      page.heading("Asked a second time")
      var table = TextTable(["", ">galaxies", ">the same", "Cohen's kappa"])
      for each in selfConsistency {
        table.add([
          each.annotator, Figures.count(each.galaxies), Figures.count(each.agreed),
          Self.words(each.kappa, each.interval),
        ])
      }
      page.table(table)
    }
    guard !disagreements.isEmpty else { return }
    page.heading("\(Figures.count(disagreements.count, "galaxy", "galaxies")) people disagree on")
    var table = TextTable(["object", "counts as", "who said what"])
    for galaxy in disagreements {
      table.add([
        galaxy.objectID, galaxy.label ?? "–",
        galaxy.answers.map { "\($0.annotator): \($0.class)" }.joined(separator: ", "),
      ])
    }
    page.table(table)
    page.line()
    page.next("ahunt review --disagreements")
  }

  private static func words(_ kappa: Double?, _ interval: [Double]?) -> String {
    guard let kappa else { return "– (all of one class)" }
    let range = interval.map {
      " (\(Figures.decimal($0[0], places: 2)) to \(Figures.decimal($0[1], places: 2)))"
    }
    return Figures.decimal(kappa, places: 2) + (range ?? "")
  }
}
