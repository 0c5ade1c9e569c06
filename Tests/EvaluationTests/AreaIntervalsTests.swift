import Testing

@testable import Evaluation

@Suite struct AreaIntervalsTests {
  @Test(arguments: Reference.stored.multiclass.indices)
  func holdTheirEstimates(index: Int) throws {
    let reference = Reference.stored.multiclass[index]
    let probabilities = ClassProbabilities(
      classCount: reference.classCount, values: reference.probabilities)
    let intervals = AreaIntervals(probabilities: probabilities, truth: reference.truth)
    for (label, expected) in reference.classAUC.enumerated() {
      let interval = areaInterval(
        scores: probabilities.column(label), labels: reference.truth.map { $0 == label })
      #expect(intervals.classes[label] == interval)
      if let interval, let expected { #expect(agree(interval.estimate, expected)) }
      guard interval != nil else { continue }
      #expect(
        intervals.averagePrecisions[label]
          == averagePrecisionInterval(
            scores: probabilities.column(label), labels: reference.truth.map { $0 == label }))
    }
    guard let macro = intervals.macro else {
      #expect(reference.macroAUC == nil)
      return
    }
    #expect(macro.lower < macro.estimate && macro.estimate < macro.upper)
    let mean = try #require(intervals.macroAveragePrecision)
    #expect(0 <= mean.lower && mean.lower < mean.estimate && mean.estimate <= mean.upper)
    let pooled = MicroAreaIntervals(probabilities: probabilities, truth: reference.truth)
    let curves = OneVersusRest(probabilities: probabilities, truth: reference.truth)
    #expect(agree(pooled.area?.estimate, try #require(curves.microArea)))
    // No wider than if all areas went astray together.
    let parts = intervals.classes.compactMap { $0 }
    let widths = parts.reduce(0) { $0 + $1.upper - $1.lower } / Double(parts.count)
    #expect(macro.upper - macro.lower <= widths + 1e-12)
  }

  /// Of two classes the area of one is the other's, and the mean has no less spread than either.
  @Test func twoClassesOfOneNumberAreOneArea() throws {
    let reference = try #require(Reference.stored.multiclass.first { $0.name == "two classes" })
    let intervals = AreaIntervals(
      probabilities: ClassProbabilities(classCount: 2, values: reference.probabilities),
      truth: reference.truth)
    let (one, macro) = (try #require(intervals.classes[0]), try #require(intervals.macro))
    #expect(agree([macro.lower, macro.upper], [one.lower, one.upper], within: 1e-9))
  }

  @Test func oneClassHasNone() {
    let areas = AreaIntervals(
      probabilities: ClassProbabilities(classCount: 2, values: [0.9, 0.1, 0.8, 0.2]), truth: [0, 0])
    #expect(areas.classes == [nil, nil] && areas.macro == nil)
    #expect(areas.averagePrecisions == [nil, nil] && areas.macroAveragePrecision == nil)
  }
}
