internal import Vocabulary

/// Asks for what the head takes to be the person's own kinds, each by its weight.
struct InterestArm: QueryArm {
  func proposals(_ context: QueryContext, limit: Int) -> [Proposal] {
    let targets = context.answeredInterests
    guard !targets.isEmpty else { return [] }
    var streams = targets.map { target -> ArraySlice<Proposal> in
      let shares = (0..<context.galaxyCount).map { context.probabilities.probability($0, target) }
      return best(shares, context, limit: limit).map {
        Proposal(galaxy: $0.galaxy, score: $0.score, rank: $0.rank, classIndex: target)
      }[...]
    }
    let counts = Apportionment.largestRemainder(
      limit, shares: targets.map { context.classes[$0].interest })
    var taken = Set<Int>()
    var merged: [Proposal] = []
    for stream in Apportionment.interleave(counts) {
      while let proposal = streams[stream].popFirst() {
        if taken.insert(proposal.galaxy).inserted {
          merged.append(proposal)
          break
        }
      }
    }
    return merged
  }

  func reason(_ proposal: Proposal, _ context: QueryContext) -> String {
    guard let target = proposal.classIndex else { return "close to what you are looking for" }
    return "most like your '\(context.classes[target].name)' "
      + "(p = \(Figures.decimal(proposal.score, places: 2))), "
      + "number \(Figures.count(proposal.rank)) of those not asked yet"
  }
}
