import Evaluation
import Hunting
import Pages
import Store

extension HuntState {
  /// Names of the classes that are hunted.
  var interests: Set<String> { Set(classes.filter { $0.interest > 0 }.map(\.name)) }

  /// Bounds the hunted galaxies nobody has been asked about; nil without a class of interest.
  func stoppingRule() throws -> StoppingRule? {
    let interests = interests
    guard !interests.isEmpty else { return nil }
    let draws = try store.questions(hunt: hunt.id).filter { $0.arm == Arm.random.rawValue }
      .compactMap(\.label)
    return StoppingRule(
      sample: Prevalence(
        sampleSize: draws.count, hunted: draws.count { interests.contains($0) }),
      galaxies: ids.count, remaining: ids.count - labels.count)
  }

  /// How common the hunted kinds are, by the answered beginning of the rounds' random order.
  func prevalence() throws -> HuntPrevalence? {
    let asked = try store.questions(hunt: hunt.id)
    // Without a random question, only galaxies chosen for another reason could begin the order.
    guard asked.contains(where: { $0.arm == Arm.random.rawValue && $0.label != nil }) else {
      return nil
    }
    let seeds = Set(try store.rounds(hunt: hunt.id).map(\.seed))
    guard seeds.count == 1, let seed = seeds.first else { return .differentSeeds }
    let skipped = asked.filter { $0.label == nil && !$0.isOpen }.compactMap { rows[$0.galaxy.id] }
    let interests = interests
    let isHunted = labels.compactMap { galaxy, name in
      rows[galaxy].map { ($0, interests.contains(name)) }
    }
    let prevalence = Prevalence(
      isHunted: Dictionary(uniqueKeysWithValues: isHunted), skipped: Set(skipped),
      galaxyCount: features.rows, drawSeed: UInt64(bitPattern: seed))
    return prevalence.interval().map { .measured($0, galaxies: prevalence.sampleSize) }
  }
}
