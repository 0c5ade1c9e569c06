import Testing

@testable import Evaluation

/// Kappa from the counts alone.
@Suite struct MatrixKappaTests {
  @Test func isTheKappaOfThePairs() throws {
    var generator = SeededGenerator(seed: 3)
    for classes in 1...6 {
      let pairs = (0..<80).map { _ -> (Int, Int) in
        let truth = generator.index(below: classes)
        return (truth, generator.index(below: 3) == 0 ? generator.index(below: classes) : truth)
      }
      let matrix = ConfusionMatrix(
        truth: pairs.map(\.0), predicted: pairs.map(\.1), classCount: classes)
      let known = Kappa.cohen(pairs)
      #expect((matrix.cohensKappa == nil) == (known == nil))
      if let known { #expect(abs(try #require(matrix.cohensKappa) - known) < 1e-14) }
    }
  }

  /// Worked by hand: p_o = 14/20, p_e = (10 · 12 + 10 · 8) / 400.
  @Test func isWhatTheFormulaGives() throws {
    let matrix = ConfusionMatrix(counts: [[8, 2], [4, 6]])
    #expect(abs(try #require(matrix.cohensKappa) - 0.4) < 1e-15)
    #expect(ConfusionMatrix(counts: [[5, 0], [0, 0]]).cohensKappa == nil)
    #expect(ConfusionMatrix(counts: []).cohensKappa == nil)
  }
}
