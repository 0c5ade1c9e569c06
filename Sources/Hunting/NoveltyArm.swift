/// Asks for what is unlike the rest of the survey, whatever the answers say.
struct NoveltyArm: QueryArm {
  func proposals(_ context: QueryContext, limit: Int) -> [Proposal] {
    best(context.novelty, context, limit: limit)
  }

  func reason(_ proposal: Proposal, _ context: QueryContext) -> String {
    // The percentile is an average rank, so the rank among all galaxies can be read off it.
    let rank = Int(((1 - proposal.score) * Double(context.galaxyCount)).rounded()) + 1
    let place = QueryContext.grouped(min(rank, context.galaxyCount))
    let count = QueryContext.grouped(context.galaxyCount)
    return "novelty rank \(place) of \(count): the models saw little else like it in the survey"
  }
}
