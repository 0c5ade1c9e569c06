extension Kappa {
  /// Cohen's kappa with its interval, within what is possible.
  ///
  /// The bounds are those of Wilson's interval for the observed agreement, on kappa's scale, with the
  /// variance that Fleiss, Cohen and Everitt gave in "Large sample standard errors of kappa and weighted
  /// kappa", 1969, which knows that the agreement by chance is estimated too.
  ///
  /// - Returns: `nil` where there is no kappa; all of −1...1 for fewer than `leastForInterval` objects.
  package static func cohenInterval(_ pairs: [(Int, Int)], level: Double = 0.95) -> Interval? {
    cohenInterval(cells: pairs.map { ($0.0, $0.1, 1) }, level: level)
  }

  /// ``cohenInterval(_:level:)`` of pairs that are counted already.
  static func cohenInterval(
    cells: [(first: Int, second: Int, pairs: Int)], level: Double = 0.95
  ) -> Interval? {
    var (firsts, seconds): ([Int: Int], [Int: Int]) = ([:], [:])
    var (pairs, same) = (0, 0)
    for cell in cells {
      firsts[cell.first, default: 0] += cell.pairs
      seconds[cell.second, default: 0] += cell.pairs
      pairs += cell.pairs
      if cell.first == cell.second { same += cell.pairs }
    }
    guard pairs > 0 else { return nil }
    let count = Double(pairs)
    let (first, second) = (
      firsts.mapValues { Double($0) / count }, seconds.mapValues { Double($0) / count }
    )
    let observed = Double(same) / count
    let expected =
      firsts.reduce(0) { $0 + Double($1.value) * Double(seconds[$1.key] ?? 0) } / (count * count)
    guard let kappa = beyondChance(observed, expected) else { return nil }
    guard pairs >= leastForInterval else {
      return Interval(estimate: kappa, lower: -1, upper: 1)
    }
    let squares = cells.reduce(0.0) { sum, cell in
      let agreement = (cell.first == cell.second ? 1 : 0) - observed
      let chance = (second[cell.first] ?? 0) + (first[cell.second] ?? 0) - 2 * expected
      let share = (agreement - chance * (1 - observed) / (1 - expected)) / (1 - expected)
      return sum + Double(cell.pairs) * share * share
    }
    return interval(
      kappa, expected: expected, variance: squares / (count * count), count: count, level: level)
  }

  /// Fleiss' kappa with its interval, within what is possible.
  ///
  /// As ``cohenInterval(_:level:)``, with the variance that leaving out one object after another gives
  /// (the jackknife).
  ///
  /// - Returns: `nil` where there is no kappa; all of −1...1 for fewer than `leastForInterval` objects that
  ///   two classed.
  package static func fleissInterval(_ ratings: [[Int]], level: Double = 0.95) -> Interval? {
    let rated = ratings.filter { $0.count > 1 }
    guard let kappa = fleiss(rated) else { return nil }
    guard rated.count >= leastForInterval else {
      return Interval(estimate: kappa, lower: -1, upper: 1)
    }
    let count = Double(rated.count)
    var totals: [Int: Double] = [:]
    var agreement = 0.0
    var agreements: [Double] = []
    for classes in rated {
      agreements.append(Self.agreement(classes))
      agreement += agreements[agreements.count - 1]
      for each in classes { totals[each, default: 0] += 1 }
    }
    func expected(_ totals: [Int: Double]) -> Double {
      let all = totals.values.reduce(0, +)
      return totals.values.sorted().reduce(0) { $0 + ($1 / all) * ($1 / all) }
    }
    let others = zip(rated, agreements).compactMap { classes, own -> Double? in
      var rest = totals
      for each in classes { rest[each, default: 0] -= 1 }
      let chance = expected(rest)
      return chance < 1 ? ((agreement - own) / (count - 1) - chance) / (1 - chance) : nil
    }
    let mean = others.reduce(0, +) / Double(others.count)
    let variance =
      others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / Double(others.count)
    return interval(
      kappa, expected: expected(totals), variance: variance, count: count, level: level)
  }

  /// Objects below which the interval of a kappa is everything.
  package static let leastForInterval = 10

  /// Share of the pairs of people who gave an object one class.
  private static func agreement(_ classes: [Int]) -> Double {
    var counts: [Int: Double] = [:]
    for each in classes { counts[each, default: 0] += 1 }
    let people = Double(classes.count)
    return counts.values.reduce(0) { $0 + $1 * ($1 - 1) } / (people * (people - 1))
  }

  private static func interval(
    _ kappa: Double, expected: Double, variance: Double, count: Double, level: Double
  ) -> Interval {
    cautiousInterval(
      estimate: kappa, in: -expected / (1 - expected)...1, variance: variance, most: 1 / count,
      degrees: count - 1, level: level)
  }
}
