import Evaluation
package import Imaging

/// Two classifiers, or two reports of different dates, side by side.
package struct ComparisonReport: Sendable {
  /// One of the two.
  package struct Side: Sendable {
    /// What it is called in headings, such as `Model 3`.
    package let name: String
    /// What it was made of: data, settings, versions.
    package let facts: [RunFact]
    /// The numbers at the top of its report.
    package let headlines: [Headline]
    /// What it says of its test galaxies; nil for a report that judges none.
    package let judged: JudgedGalaxies?

    /// One of two sides.
    package init(
      name: String, facts: [RunFact], headlines: [Headline] = [], judged: JudgedGalaxies? = nil
    ) {
      self.name = name
      self.facts = facts
      self.headlines = headlines
      self.judged = judged
    }
  }

  /// Pictures of galaxies on which the two disagree.
  package static let shownGalaxies = 24

  let title: String
  let first: Side
  let second: Side
  /// Resamples of the paired bootstrap.
  package var resamples = 1_000
  /// Seed of the paired bootstrap.
  package var seed: UInt64 = 0
  /// The cutout of a galaxy.
  package var picture: @Sendable (String) -> Raster? = { _ in nil }

  /// Two sides; the second is what is new.
  package init(title: String, first: Side, second: Side) {
    self.title = title
    self.first = first
    self.second = second
  }

  /// The page; throws where both judge galaxies and share none.
  package func html() throws(PagesError) -> String {
    var sections: [PageSection] = []
    var headlines: [Headline] = []
    var lead = "What changed from \(first.name) to \(second.name)."
    if let one = first.judged, let other = second.judged {
      guard let shared = JudgedGalaxies.shared(one, other) else {
        throw .noObjects(report: "comparison")
      }
      let results = ComparisonResults(shared, resamples: resamples, seed: seed)
      lead += coverage(shared.first, one, other)
      headlines = self.headlines(results)
      sections = [measures(results), classes(results), disagreements(results)]
    }
    return try Page(
      title: title, lead: lead, headlines: headlines, facts: [],
      sections: sections + [numbers(), changes()].compactMap { $0 }
    ).html()
  }

  /// Which galaxies are compared, and how many are left out.
  private func coverage(
    _ shared: JudgedGalaxies, _ one: JudgedGalaxies, _ other: JudgedGalaxies
  ) -> String {
    let count = Numbers.count(shared.objectIDs.count)
    guard
      one.objectIDs.count != shared.objectIDs.count
        || other.objectIDs.count != shared.objectIDs.count
        || one.classNames.count != other.classNames.count
    else { return " Both are judged on the same \(count) test galaxies." }
    return " The tests differ: \(first.name) has \(Numbers.count(one.objectIDs.count)) galaxies of "
      + "\(one.classNames.count) classes, \(second.name) \(Numbers.count(other.objectIDs.count)) of "
      + "\(other.classNames.count). Both are judged on the \(count) galaxies and "
      + "\(shared.classNames.count) classes that they share."
  }

  private func headlines(_ results: ComparisonResults) -> [Headline] {
    func headline(_ name: String, _ pair: PairedDifference?, isShare: Bool) -> Headline? {
      pair.map {
        Headline(
          name: "\(name), difference", value: Self.signed($0.difference.estimate, isShare),
          note: "\(Self.bounds($0.difference, isShare)); \(Self.verdict($0))")
      }
    }
    return [
      headline("Accuracy", results.accuracy, isShare: true),
      headline("Macro F1", results.whole.macroF1, isShare: false),
      headline("Macro AUC", results.whole.macroArea, isShare: false),
      headline("Log loss", results.logLoss, isShare: false),
    ].compactMap { $0 }
  }

  /// A difference with its sign: percentage points for shares.
  static func signed(_ value: Double, _ isShare: Bool) -> String {
    let text = isShare ? Numbers.fixed(value * 100, 1) + " points" : Numbers.fixed(value, 3)
    return value > 0 ? "+" + text : text
  }

  /// The 95% interval of a difference.
  static func bounds(_ interval: Interval, _ isShare: Bool) -> String {
    "\(signed(interval.lower, isShare)) to \(signed(interval.upper, isShare))"
  }

  /// Whether chance explains the difference.
  static func verdict(_ pair: PairedDifference) -> String {
    let difference = pair.difference
    if difference.lower == 0, difference.upper == 0 { return "no difference" }
    return pair.isClear ? "more than chance" : "may be chance"
  }
}
