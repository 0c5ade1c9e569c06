internal import Evaluation

/// Asks for what is unlike everything asked so far.
///
/// Galaxies are drawn one by one, each with a probability that grows with a power of its distance to
/// the nearest one asked or drawn before. Views of where the next kind may lie take turns:
///
/// - The eighth power goes for the survey's far corners, where strange galaxies are. Always taking the
///   farthest would spend a hunt's first rounds on broken pictures.
/// - The square, with which k-means++ sows its centres (Arthur & Vassilvitskii 2007), covers all of the
///   survey.
/// - As long as nothing of interest is known, the distance itself, times how closely a galaxy and its
///   neighbours keep together, goes for rare kinds that are not strange.
struct NoveltyArm: QueryArm {
  /// Open galaxies among which is drawn, themselves taken at random.
  private static let candidates = 4_096
  /// Asked galaxies that are kept away from, evenly taken where there are more.
  private static let landmarks = 2_048
  /// Galaxies among which clumps are looked for, evenly taken where there are more.
  private static let clumpable = 2_048

  private enum View {
    case corners, clumps, cover
  }

  var needsNovelty: Bool { true }

  func proposals(_ context: QueryContext, limit: Int) -> [Proposal] {
    var generator = SeededGenerator(
      seed: context.drawSeed ^ (UInt64(context.asked.count) &+ 1) &* 0x9e37_79b9_7f4a_7c15)
    let clumps = context.answeredInterests.isEmpty ? clumpiness(context) : [:]
    let views: [View] = clumps.isEmpty ? [.corners, .cover] : [.corners, .clumps, .cover]
    var open = (0..<context.galaxyCount).filter { context.isOpen[$0] }
    if open.count > Self.candidates {
      for place in 0..<Self.candidates {
        open.swapAt(place, Int.random(in: place..<open.count, using: &generator))
      }
      open.removeLast(open.count - Self.candidates)
      let drawn = Set(open)
      open += clumps.keys.filter { context.isOpen[$0] && !drawn.contains($0) }.sorted()
    }
    var distances = nearest(open, to: landmarks(context), context.features)
    var proposals: [Proposal] = []
    // Draws keep apart of themselves, so few have to be passed over.
    while proposals.count < min(limit / 8 + 16, open.count) {
      // Where questions are drawn one by one, each after an answer, the views take turns too.
      let view = views[(context.asked.count + proposals.count) % views.count]
      var weights = weights(view, open, distances, clumps)
      // Where no clump is left to draw from, its turn covers the survey.
      if view == .clumps, !weights.contains(where: { $0 > 0 }) {
        weights = self.weights(.cover, open, distances, clumps)
      }
      let total = weights.reduce(0, +)
      guard let place = Self.draw(weights, total, using: &generator) else { break }
      let galaxy = open[place]
      proposals.append(
        Proposal(
          galaxy: galaxy, score: Double(context.novelty[galaxy]), rank: proposals.count + 1))
      update(&distances, open, with: galaxy, context.features)
      distances[place] = -.infinity
    }
    return proposals
  }

  /// How likely each open galaxy is drawn by a view.
  ///
  /// - Parameter distances: squared, to the nearest asked one; negative for what was drawn. Before
  ///   anything is asked all are endless, and every galaxy is as good.
  private func weights(
    _ view: View, _ open: [Int], _ distances: [Float], _ clumps: [Int: Float]
  ) -> [Double] {
    zip(open, distances).map { galaxy, distance in
      guard distance.isFinite else { return distance < 0 ? 0 : 1 }
      let square = Double(distance)
      switch view {
      case .corners: return square * square * square * square
      case .cover: return square
      case .clumps: return square.squareRoot() * Double(clumps[galaxy] ?? 0)
      }
    }
  }

  /// Those that are farthest from what was answered; nothing is drawn, so their order holds still until
  /// an answer comes.
  func standing(of asked: Set<Int>, _ context: QueryContext) -> [Proposal] {
    let galaxies = asked.filter { context.isOpen[$0] }.sorted()
    let distances = nearest(galaxies, to: landmarks(context), context.features)
    return descendingOrder(ofScores: distances).enumerated().map { rank, place in
      Proposal(galaxy: galaxies[place], score: Double(distances[place]), rank: rank + 1)
    }
  }

  /// What the clumps' view makes of galaxies: the sixteenth power of a percentile; the others have none.
  private func clumpiness(_ context: QueryContext) -> [Int: Float] {
    let chosen = context.features.evenlySpacedRows(limit: Self.clumpable)
    let shares = Clumpiness.percentiles(context.features.gathering(chosen)).map { share in
      let fourth = share * share * share * share
      return fourth * fourth * fourth * fourth
    }
    return Dictionary(uniqueKeysWithValues: zip(chosen, shares))
  }

  /// Asked galaxies that are kept away from.
  private func landmarks(_ context: QueryContext) -> [Int] {
    let asked = context.asked
    let kept = min(asked.count, Self.landmarks)
    return (0..<kept).map { asked[$0 * asked.count / kept] }
  }

  /// An index with a probability proportional to its weight; where all are zero, the first open.
  private static func draw(
    _ weights: [Double], _ total: Double, using generator: inout SeededGenerator
  ) -> Int? {
    guard total > 0 else { return nil }
    var rest = Double.random(in: 0..<total, using: &generator)
    for (index, weight) in weights.enumerated() where weight > 0 {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 }
  }

  /// Squared distance of each open galaxy to the nearest asked one.
  private func nearest(_ open: [Int], to asked: [Int], _ features: FeatureMatrix) -> [Float] {
    [Float](unsafeUninitializedCapacity: open.count) { buffer, count in
      nonisolated(unsafe) let output = buffer.baseAddress!
      Parallel.forEachBlock(of: open.count, size: 128) { block in
        for place in block {
          let least = asked.reduce(Float.infinity) {
            min($0, features.squaredDistance(open[place], $1))
          }
          (output + place).initialize(to: least)
        }
      }
      count = open.count
    }
  }

  private func update(
    _ distances: inout [Float], _ open: [Int], with galaxy: Int, _ features: FeatureMatrix
  ) {
    for place in open.indices where distances[place] >= 0 {
      distances[place] = min(distances[place], features.squaredDistance(open[place], galaxy))
    }
  }

  func reason(_ proposal: Proposal, _ context: QueryContext) -> String {
    "unlike what was asked so far"
  }
}
