/// ROC curves of each class against all others, with their micro and macro averages.
package struct OneVersusRest: Sendable, Equatable {
  /// The curve of each class; `nil` for a class without objects, with all of them, or left out.
  package let curves: [ROCCurve?]
  /// All (object, class) pairs pooled; `nil` when there is only one class.
  package let micro: ROCCurve?
  /// True positive rates averaged over the classes with a curve at each false positive rate.
  package let macro: ROCCurve?

  /// Curves of class probabilities against true class indices.
  ///
  /// - Parameter classes: those that get a curve of their own and a place in the macro average; nil
  ///   for all. The micro average always pools every class.
  package init(
    probabilities: ClassProbabilities, truth: [Int], classes: [Int]? = nil,
    droppingCollinear: Bool = true
  ) {
    precondition(
      probabilities.count == truth.count, "\(probabilities.count) rows for \(truth.count) truths")
    let wanted = classes.map(Set.init)
    curves = (0..<probabilities.classCount).map { label in
      guard wanted?.contains(label) != false else { return nil }
      return ROCCurve(
        scores: probabilities.column(label), labels: truth.map { $0 == label },
        droppingCollinear: droppingCollinear)
    }
    micro = ROCCurve(
      scores: probabilities.values,
      labels: truth.flatMap { own in (0..<probabilities.classCount).map { $0 == own } },
      droppingCollinear: droppingCollinear)
    macro = ROCCurve(averaging: curves.compactMap { $0 })
  }

  /// Area under each class's curve.
  package var areas: [Double?] { curves.map { $0?.area } }
  /// Unweighted mean of the class areas, as scikit-learn's `roc_auc_score(multi_class="ovr")`.
  package var macroArea: Double? { macro?.area }
  /// Area under the pooled curve.
  package var microArea: Double? { micro?.area }
}

extension ROCCurve {
  /// Vertical average of curves; its area is the mean of theirs. `nil` for no curves.
  package init?(averaging curves: [ROCCurve]) {
    guard !curves.isEmpty else { return nil }
    let rates = Set(curves.flatMap(\.falsePositiveRates)).sorted()
    var lower = [Double](repeating: 0, count: rates.count)
    var upper = lower
    for curve in curves {
      var segment = 0
      let x = curve.falsePositiveRates
      let y = curve.truePositiveRates
      for (index, rate) in rates.enumerated() {
        while x[segment] < rate { segment += 1 }
        // A curve may rise vertically at a rate: the average needs both ends of that step.
        if x[segment] == rate {
          lower[index] += y[segment]
          while segment + 1 < x.count, x[segment + 1] == rate { segment += 1 }
          upper[index] += y[segment]
        } else {
          let share = (rate - x[segment - 1]) / (x[segment] - x[segment - 1])
          let value = y[segment - 1] + share * (y[segment] - y[segment - 1])
          lower[index] += value
          upper[index] += value
        }
      }
    }
    var falsePositives: [Double] = []
    var truePositives: [Double] = []
    for (index, rate) in rates.enumerated() {
      falsePositives.append(rate)
      truePositives.append(lower[index] / Double(curves.count))
      if upper[index] > lower[index] {
        falsePositives.append(rate)
        truePositives.append(upper[index] / Double(curves.count))
      }
    }
    self.init(
      thresholds: [Double](repeating: .nan, count: falsePositives.count),
      falsePositiveRates: falsePositives, truePositiveRates: truePositives)
  }
}
