import Testing

@testable import Evaluation

@Suite struct PlacementsTests {
  /// The fixture's DeLong bounds come from all pairs, the slow way.
  @Test(arguments: Reference.stored.binary.indices)
  func theirSpreadIsTheAreasVariance(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let placements = try #require(
      Placements(scores: reference.scores, labels: reference.labels))
    #expect(agree(placements.area, reference.auc))
    let spread =
      (placements.spreadOfPositives / Double(placements.positives.count)
      + placements.spreadOfNegatives / Double(placements.negatives.count)).squareRoot()
    let half = normalQuantile(0.975) * spread
    #expect(
      agree(
        [max(0, placements.area - half), min(1, placements.area + half)], reference.deLong,
        within: 1e-9))
  }
}
