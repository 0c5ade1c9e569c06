/// Asks in one shuffled order that holds for the whole hunt.
///
/// Galaxies that other arms asked in the meantime keep their place in that order, so each draw
/// is uniform over what is open, which is what `RandomDraws` counts on.
/// For the same reason nothing is passed over for being much like another galaxy.
struct RandomArm: QueryArm {
  var suppressesDuplicates: Bool { false }

  func proposals(_ context: QueryContext, limit: Int) -> [Proposal] {
    var proposals: [Proposal] = []
    let draws = RandomOrder(count: context.galaxyCount, seed: context.drawSeed)
    for galaxy in draws.order where context.isOpen[galaxy] {
      proposals.append(
        Proposal(galaxy: galaxy, score: draws.key(galaxy), rank: proposals.count + 1))
      if proposals.count == limit { break }
    }
    return proposals
  }

  func reason(_ proposal: Proposal, _ context: QueryContext) -> String {
    "drawn at random, for an unbiased estimate of how common each kind is"
  }
}
