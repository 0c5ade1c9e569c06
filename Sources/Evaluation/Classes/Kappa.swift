/// Agreement beyond chance.
///
/// 1 is full agreement, 0 what people who answer at random as often with each class would reach.
package enum Kappa {
  /// Cohen's kappa of two people who classed the same objects; nil without an object, or where both
  /// gave everything one class, which chance does too.
  ///
  /// Cohen, "A coefficient of agreement for nominal scales", 1960: κ = (p_o − p_e) / (1 − p_e).
  ///
  /// - Parameter pairs: what the first and the second said of each object.
  package static func cohen(_ pairs: [(Int, Int)]) -> Double? {
    guard !pairs.isEmpty else { return nil }
    let count = Double(pairs.count)
    var first: [Int: Double] = [:]
    var second: [Int: Double] = [:]
    var same = 0.0
    for (one, other) in pairs {
      first[one, default: 0] += 1
      second[other, default: 0] += 1
      if one == other { same += 1 }
    }
    let observed = same / count
    // In one order, so that the last digit is the same every time.
    let chance = first.keys.sorted().reduce(0) { $0 + first[$1]! * (second[$1] ?? 0) }
    let expected = chance / (count * count)
    return beyondChance(observed, expected)
  }

  /// Fleiss' kappa of any number of people; nil where no object was classed by two, or all of them are
  /// of one class.
  ///
  /// Fleiss, "Measuring nominal scale agreement among many raters", 1971. Objects may have different
  /// numbers of people, and need not have the same ones; those with fewer than two are left out.
  ///
  /// - Parameter ratings: the classes that each object was given, one a person.
  package static func fleiss(_ ratings: [[Int]]) -> Double? {
    var totals: [Int: Double] = [:]
    var all = 0.0
    var agreement = 0.0
    var objects = 0.0
    for classes in ratings where classes.count > 1 {
      var counts: [Int: Double] = [:]
      for each in classes { counts[each, default: 0] += 1 }
      let people = Double(classes.count)
      let pairs = counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
      agreement += pairs / (people * (people - 1))
      for (label, count) in counts { totals[label, default: 0] += count }
      all += people
      objects += 1
    }
    guard objects > 0 else { return nil }
    let expected = totals.values.sorted().reduce(0) { $0 + ($1 / all) * ($1 / all) }
    return beyondChance(agreement / objects, expected)
  }

  /// How much of what chance leaves open is agreed on; nil where chance alone agrees on all.
  static func beyondChance(_ observed: Double, _ expected: Double) -> Double? {
    expected < 1 ? (observed - expected) / (1 - expected) : nil
  }
}
