/// Bootstrap intervals of one-vs-rest areas.
package struct AreaIntervals: Sendable, Equatable {
  /// Area of each class; `nil` where it has no meaning.
  package let classes: [Interval?]
  /// Unweighted mean of the class areas.
  package let macro: Interval?
}

extension Bootstrap {
  /// Intervals of every class's one-vs-rest area and of their mean, from the same resamples.
  ///
  /// Each class's scores are sorted once; a resample gives every object a weight and sweeps the
  /// sorted orders, in O(count × classes).
  ///
  /// - Parameter classes: those that get an interval and a place in the mean; nil for all.
  package func areas(
    probabilities: ClassProbabilities, truth: [Int], classes: [Int]? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> AreaIntervals {
    let curves = OneVersusRest(probabilities: probabilities, truth: truth, classes: classes)
    let usable = curves.curves.indices.filter { curves.curves[$0] != nil }
    guard let macroArea = curves.macroArea else {
      return AreaIntervals(classes: curves.areas.map { _ in nil }, macro: nil)
    }
    let sweeps = usable.map { label in
      WeightedArea(scores: probabilities.column(label), labels: truth.map { $0 == label })
    }
    let members = Dictionary(grouping: truth.indices, by: { truth[$0] })
    let strata = members.keys.sorted().map { members[$0, default: []] }
    var samples = [[Double]](repeating: [], count: usable.count)
    var means: [Double] = []
    var weights = [Double](repeating: 0, count: truth.count)
    for _ in 0..<resamples {
      for index in weights.indices { weights[index] = 0 }
      for stratum in strata {
        for _ in stratum { weights[stratum[generator.index(below: stratum.count)]] += 1 }
      }
      var sum = 0.0
      for (index, sweep) in sweeps.enumerated() {
        let area = sweep.area(weights: weights)
        samples[index].append(area)
        sum += area
      }
      means.append(sum / Double(sweeps.count))
    }
    var intervals = [Interval?](repeating: nil, count: probabilities.classCount)
    for (index, label) in usable.enumerated() {
      intervals[label] = curves.areas[label].flatMap {
        Interval(estimate: $0, samples: samples[index], level: level)
      }
    }
    return AreaIntervals(
      classes: intervals, macro: Interval(estimate: macroArea, samples: means, level: level))
  }
}
