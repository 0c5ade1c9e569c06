import Evaluation
import Pages
import Store

extension HuntReporter {
  /// Where people disagree and which answers may be slips, with pictures of the first.
  func doubts() throws -> HuntDoubts {
    let agreement = try hunt.agreement(in: store)
    var doubts = HuntDoubts(
      sharedGalaxies: agreement.galaxies, kappa: agreement.kappa.map(Interval.init),
      surety: Hunt.surelyAnother)
    doubts.pairs = agreement.pairs.map {
      HuntDoubts.Pair(
        first: $0.first, second: $0.second, galaxies: $0.galaxies, agreed: $0.agreed,
        kappa: $0.kappa.map(Interval.init))
    }
    doubts.disagreements = try agreement.disagreements.enumerated().map { place, galaxy in
      HuntDoubts.Disagreement(
        objectID: galaxy.objectID, label: galaxy.label,
        said: galaxy.answers.map { .init(annotator: $0.annotator, label: $0.className) },
        picture: place < HuntDoubts.shown ? try store.raster(of: galaxy.galaxy) : nil)
    }
    doubts.mistakes = try hunt.likelyMistakes(in: store, snapshot).enumerated().map {
      place, doubt in
      HuntDoubts.Mistake(
        objectID: doubt.objectID, label: doubt.label, annotator: doubt.annotator,
        labelShare: doubt.labelShare, suggested: doubt.suggested,
        suggestedShare: doubt.suggestedShare, isConfirmed: doubt.isConfirmed,
        picture: place < HuntDoubts.shown ? try store.raster(of: doubt.galaxy) : nil)
    }
    return doubts
  }

  /// The last report of the hunt that was kept; nil where there is none.
  func previous() -> PreviousReport? {
    let kept = KeptReports(folder: hunt.reports)
    guard let last = kept.all().first(where: { $0.report == .hunt }) else { return nil }
    return PreviousReport(
      written: Figures.minute(last.written), summary: last.summary, galaxies: kept.table(of: last))
  }
}

extension Interval {
  init(_ estimate: LabelAgreement.Estimate) {
    self.init(estimate: estimate.value, lower: estimate.lower, upper: estimate.upper)
  }
}
