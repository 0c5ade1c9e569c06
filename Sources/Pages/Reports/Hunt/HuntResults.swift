import Evaluation
import Vocabulary

/// Everything that is computed once for the sections of a hunt report.
struct HuntResults: Sendable {
  /// How one score orders galaxies, by the catalog's known classes.
  struct Quality: Sendable {
    let curve: ROCCurve
    let interval: Interval?
    /// Precision against recall.
    let purity: PrecisionRecallCurve
    let hits: RankedHits

    /// Area under the precision–recall steps.
    let averagePrecision: Double
    /// Its interval; nil where none is asked for, or too few are of interest.
    let averagePrecisionInterval: Interval?

    /// Judges a score; nil where all or none of the galaxies is of interest.
    init?(_ values: [Double], _ marks: [Bool], hasInterval: Bool) {
      guard let curve = ROCCurve(scores: values, labels: marks),
        let purity = PrecisionRecallCurve(scores: values, labels: marks)
      else { return nil }
      self.curve = curve
      self.purity = purity
      interval = hasInterval ? areaInterval(scores: values, labels: marks) : nil
      averagePrecision = purity.averagePrecision
      averagePrecisionInterval =
        hasInterval ? Evaluation.averagePrecisionInterval(scores: values, labels: marks) : nil
      hits = RankedHits(scores: values, isOfInterest: marks)
    }
  }

  /// One score judged by the catalog's known classes.
  struct Judged: Sendable {
    let name: String
    /// Of galaxies without a label, which taught nothing; nil where all or none of them is of interest.
    let unlabelled: Quality?
    /// Of all galaxies, labelled ones too.
    let all: Quality
  }

  /// Everything with an answer, imported labels too.
  let answered: [HuntQuestion]
  /// The answers that rounds asked for, by round and then in the order they were given.
  let spent: [HuntQuestion]
  let discovery: DiscoveryCurve
  /// The same answers, counting only the classes of interest that the prevalence is of.
  let comparison: DiscoveryCurve
  /// Where the prevalence of the random reference comes from.
  let prevalenceSource: String
  let roundEnds: [DiscoveryFigure.RoundEnd]
  let arms: [ArmYieldFigure.Arm]
  let judged: [Judged]
  /// The personal ranking after each round, judged by what nobody has labelled to this day.
  let pastRankings: [RankingByRoundFigure.Step]

  init(_ report: HuntReport) {
    let answered = report.questions.filter { $0.answer != nil }
    self.answered = answered
    // A late or corrected answer to an early round belongs to that round, hence the sorting.
    let spent = answered.filter { !$0.isImported }.enumerated()
      .sorted { ($0.element.round, $0.offset) < ($1.element.round, $1.offset) }
      .map(\.element)
    self.spent = spent
    roundEnds = spent.indices.filter { index in
      index == spent.count - 1 || spent[index].round != spent[index + 1].round
    }.map { DiscoveryFigure.RoundEnd(round: spent[$0].round, labels: $0 + 1) }
    arms = Self.arms(report.questions.filter { !$0.isImported })
    let isOfInterest = spent.map(\.isOfInterest)
    var isCompared = isOfInterest
    let prevalence: Double?
    if let truth = report.truth, !truth.isOfInterest.isEmpty {
      prevalence = Double(truth.isOfInterest.count { $0 }) / Double(truth.isOfInterest.count)
      let covered = Set(truth.interests)
      isCompared = spent.map { $0.isOfInterest && covered.contains($0.answer ?? "") }
      prevalenceSource =
        "from the catalog's known classes"
        + (report.truthCoversInterests
          ? "" : ", which cover only \(truth.interests.joined(separator: ", "))")
    } else {
      prevalence = report.census?.share
      prevalenceSource = "what is found and what the head expects of the rest"
    }
    discovery = DiscoveryCurve(answersOfInterest: isOfInterest, prevalence: prevalence)
    comparison = DiscoveryCurve(answersOfInterest: isCompared, prevalence: prevalence)
    judged = Self.judge(report)
    pastRankings = Self.judgePast(report)
  }

  /// The score that orders the hunt: the personal one where there is one, else the first.
  var leading: Judged? { judged.first { $0.name == "personal" } ?? judged.first }

  private static func arms(_ questions: [HuntQuestion]) -> [ArmYieldFigure.Arm] {
    var names: [String] = []
    for question in questions where !names.contains(question.arm) { names.append(question.arm) }
    let usual = ["interest", "novelty", "uncertainty", "random"]
    let order = usual.filter(names.contains) + names.filter { !usual.contains($0) }
    return order.map { name in
      let asked = questions.filter { $0.arm == name }
      return ArmYieldFigure.Arm(
        name: name, asked: asked.count, answered: asked.count { $0.answer != nil },
        ofInterest: asked.count { $0.answer != nil && $0.isOfInterest },
        pick: Pick("Asked by \(name), answered")
          .where(GalaxyTable.Key.arm, named: name).whereKnown(GalaxyTable.Key.answer))
    }
  }

  private static func judge(_ report: HuntReport) -> [Judged] {
    guard let truth = report.truth else { return [] }
    let open = truth.isLabelled.indices.filter { !truth.isLabelled[$0] }
    let openInterest = open.map { truth.isOfInterest[$0] }

    return report.scores.compactMap { score in
      guard let all = Quality(score.values, truth.isOfInterest, hasInterval: false) else {
        return nil
      }
      return Judged(
        name: score.name,
        unlabelled: Quality(open.map { score.values[$0] }, openInterest, hasInterval: true),
        all: all)
    }
  }

  private static func judgePast(_ report: HuntReport) -> [RankingByRoundFigure.Step] {
    guard let truth = report.truth else { return [] }
    let open = truth.isLabelled.indices.filter { !truth.isLabelled[$0] }
    let marks = open.map { truth.isOfInterest[$0] }
    return report.pastRankings.compactMap { past in
      Quality(open.map { past.values[$0] }, marks, hasInterval: false).map {
        RankingByRoundFigure.Step(round: past.round, labels: past.labels, quality: $0)
      }
    }
  }
}
