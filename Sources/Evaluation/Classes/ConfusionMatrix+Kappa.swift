extension ConfusionMatrix {
  /// Cohen's kappa of predictions and truth: agreement beyond what chance gives, 1 at best, 0 for
  /// predictions that say nothing; nil without objects, or where both are of one class throughout.
  ///
  /// Cohen, "A coefficient of agreement for nominal scales", 1960: κ = (p_o − p_e) / (1 − p_e).
  package var cohensKappa: Double? {
    guard total > 0 else { return nil }
    let count = Double(total)
    let chance = zip(supports, predictions).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    let expected = chance / (count * count)
    return Kappa.beyondChance(accuracy, expected)
  }

  /// Interval of ``cohensKappa``; nil where that is, all of −1...1 for fewer than
  /// `Kappa.leastForInterval` objects.
  package var kappaInterval: Interval? {
    Kappa.cohenInterval(
      cells: counts.indices.flatMap { truth in
        counts.indices.map { (truth, $0, counts[truth][$0]) }
      })
  }
}
