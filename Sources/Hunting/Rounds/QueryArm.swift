/// A galaxy an arm would like to ask about.
struct Proposal: Sendable, Equatable {
  let galaxy: Int
  let score: Double
  /// Place in the arm's ranking, from 1.
  let rank: Int
  /// The class it is proposed for, where the arm asks for one.
  var classIndex: Int?
}

/// A rule that ranks the galaxies not asked yet.
protocol QueryArm: Sendable {
  /// Whether near-duplicates of galaxies already chosen or asked are passed over.
  var suppressesDuplicates: Bool { get }
  /// Whether it looks at `QueryContext.novelty`, which takes long to load.
  var needsNovelty: Bool { get }

  /// At most `limit` open galaxies, best first.
  func proposals(_ context: QueryContext, limit: Int) -> [Proposal]

  /// What it makes by now of galaxies that it asked about before, best first; those that it would not
  /// ask are left out.
  func standing(of asked: Set<Int>, _ context: QueryContext) -> [Proposal]

  /// Why this galaxy, in one sentence.
  func reason(_ proposal: Proposal, _ context: QueryContext) -> String
}

extension QueryArm {
  var suppressesDuplicates: Bool { true }
  var needsNovelty: Bool { false }

  func standing(of asked: Set<Int>, _ context: QueryContext) -> [Proposal] {
    proposals(context, limit: context.galaxyCount).filter { asked.contains($0.galaxy) }
  }

  /// Proposals in falling order of a score that every galaxy has.
  func best(_ scores: [Float], _ context: QueryContext, limit: Int) -> [Proposal] {
    var proposals: [Proposal] = []
    for galaxy in descendingOrder(ofScores: scores) where context.isOpen[galaxy] {
      proposals.append(
        Proposal(galaxy: galaxy, score: Double(scores[galaxy]), rank: proposals.count + 1))
      if proposals.count == limit { break }
    }
    return proposals
  }
}
