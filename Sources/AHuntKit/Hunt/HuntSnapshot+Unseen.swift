package import Evaluation
package import Hunting
package import Pages
package import Store

extension HuntSnapshot {
  /// Bounds the hunted galaxies nobody has been asked about; nil without a class of interest.
  ///
  /// - Parameter asked: every question of the hunt.
  package func stoppingRule(_ asked: [Question]) -> StoppingRule? {
    let hunted = hunted
    guard !hunted.isEmpty else { return nil }
    let draws = asked.filter { $0.arm == Arm.random.rawValue }.compactMap(\.label)
    return StoppingRule(
      sample: Prevalence(sampleSize: draws.count, hunted: draws.count { hunted.contains($0) }),
      galaxies: ids.count, remaining: ids.count - labels.count)
  }

  /// How common the hunted kinds are, by the answered beginning of the rounds' random order.
  ///
  /// - Parameter asked: every question of the hunt.
  package func prevalence(_ asked: [Question]) throws -> HuntPrevalence? {
    // Without a random question, only galaxies chosen for another reason could begin the order.
    guard asked.contains(where: { $0.arm == Arm.random.rawValue && $0.label != nil }) else {
      return nil
    }
    let seeds = Set(try rounds().map(\.seed))
    guard seeds.count == 1, let seed = seeds.first else { return .differentSeeds }
    let skipped = asked.filter { $0.label == nil && !$0.isOpen }.compactMap { rows[$0.galaxy] }
    let hunted = hunted
    let isHunted = labels.compactMap { galaxy, label in
      rows[galaxy].map { ($0, hunted.contains(label)) }
    }
    let prevalence = Prevalence(
      isHunted: Dictionary(uniqueKeysWithValues: isHunted), skipped: Set(skipped),
      galaxyCount: features.rows, drawSeed: UInt64(bitPattern: seed))
    return prevalence.interval().map { .measured($0, galaxies: prevalence.sampleSize) }
  }

  /// What random draws say of the galaxies nobody has been asked about; nil without a class of
  /// interest.
  ///
  /// - Parameter asked: every question of the hunt.
  func unseen(_ asked: [Question]) throws -> Unseen? {
    guard let rule = stoppingRule(asked) else { return nil }
    let interval = try prevalence(asked)?.interval
    return Unseen(
      drawn: rule.sample.sampleSize, hunted: rule.sample.hunted, atMost: rule.unseenAtMost,
      confidence: rule.level,
      share: interval.map { .init(estimate: $0.estimate, lower: $0.lower, upper: $0.upper) },
      sentence: rule.sentence)
  }
}

/// What random draws say of the hunted galaxies that nobody has been asked about.
public struct Unseen: Sendable, Equatable {
  /// An estimate with the bounds that hold it at a confidence of 95 %.
  public struct Share: Sendable, Equatable {
    /// The estimate, in 0...1.
    public let estimate: Double
    /// Lower bound.
    public let lower: Double
    /// Upper bound.
    public let upper: Double
  }

  /// Galaxies drawn at random and answered.
  public let drawn: Int
  /// Those of them that are hunted.
  public let hunted: Int
  /// Hunted galaxies among all without an answer, at most; nil before the first draw.
  public let atMost: Int?
  /// Confidence of that bound, in 0...1.
  public let confidence: Double
  /// Share of the survey that is hunted, where the random order has an answered beginning.
  public let share: Share?
  /// The bound in words.
  public let sentence: String
}
