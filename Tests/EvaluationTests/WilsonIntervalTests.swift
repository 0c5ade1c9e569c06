import Testing

@testable import Evaluation

@Suite struct WilsonIntervalTests {
  @Test(arguments: Reference.stored.wilson.indices)
  func agreesWithScipy(index: Int) throws {
    let reference = Reference.stored.wilson[index]
    let interval = try #require(
      wilsonInterval(
        successes: reference.successes, trials: reference.trials, level: reference.level))
    #expect(agree(interval.lower, reference.lower))
    #expect(agree(interval.upper, reference.upper))
    #expect(interval.estimate == Double(reference.successes) / Double(reference.trials))
  }

  @Test func withoutTrialsThereIsNone() {
    #expect(wilsonInterval(successes: 0, trials: 0) == nil)
  }

  @Test(arguments: Reference.stored.quantiles.indices)
  func normalQuantilesAgreeWithScipy(index: Int) {
    let reference = Reference.stored.quantiles[index]
    #expect(agree(normalQuantile(reference.probability), reference.value, within: 1e-10))
  }

  @Test func certaintyIsInfinitelyFar() {
    #expect(normalQuantile(0) == -.infinity)
    #expect(normalQuantile(1) == .infinity)
  }
}
