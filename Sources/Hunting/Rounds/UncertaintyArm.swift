internal import Vocabulary

/// Asks where the head hesitates between what the person hunts and what they do not care for.
///
/// The score is 1 − |Σ p(hunted) − Σ p(boring)| over the answered classes; before both kinds have
/// answers, 1 minus the margin between the two likeliest classes.
struct UncertaintyArm: QueryArm {
  func proposals(_ context: QueryContext, limit: Int) -> [Proposal] {
    let hunted = context.answeredInterests
    let boring = context.answeredBoring
    guard hunted.count + boring.count > 1 else { return [] }
    let probabilities = context.probabilities
    let scores = (0..<context.galaxyCount).map { galaxy -> Float in
      if hunted.isEmpty || boring.isEmpty {
        let shares = (hunted + boring).map { probabilities.probability(galaxy, $0) }
          .sorted(by: >)
        return 1 - (shares[0] - shares[1])
      }
      let wanted = hunted.reduce(Float(0)) { $0 + probabilities.probability(galaxy, $1) }
      let unwanted = boring.reduce(Float(0)) { $0 + probabilities.probability(galaxy, $1) }
      return 1 - abs(wanted - unwanted)
    }
    return best(scores, context, limit: limit)
  }

  func reason(_ proposal: Proposal, _ context: QueryContext) -> String {
    let hunted = context.answeredInterests
    let boring = context.answeredBoring
    let pair: [Int]
    if let first = context.likeliest(proposal.galaxy, among: hunted),
      let second = context.likeliest(proposal.galaxy, among: boring)
    {
      pair = [first, second]
    } else {
      let all = hunted + boring
      guard let first = context.likeliest(proposal.galaxy, among: all),
        let second = context.likeliest(proposal.galaxy, among: all.filter { $0 != first })
      else { return "the head hesitates" }
      pair = [first, second]
    }
    let named = pair.map { index in
      let share = context.probabilities.probability(proposal.galaxy, index)
      return "'\(context.classes[index].name)' (p = \(Figures.decimal(Double(share), places: 2)))"
    }
    return "the head hesitates between \(named[0]) and \(named[1])"
  }
}
