import Evaluation
import Testing

@Suite struct KappaTests {
  /// Pairs that make a table of two people's yes and no.
  private func pairs(_ table: [[Int]]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for (one, row) in table.enumerated() {
      for (other, count) in row.enumerated() {
        pairs += Array(repeating: (one, other), count: count)
      }
    }
    return pairs
  }

  /// Worked by hand: 50 pairs with p_o 0.7 and p_e 0.5; 100 pairs with p_o 0.6, and p_e 0.54 or 0.46.
  @Test(
    arguments: [
      ([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.06 / 0.46),
      ([[25, 35], [5, 35]], 0.14 / 0.54), ([[5, 0], [0, 5]], 1), ([[0, 5], [5, 0]], -1),
    ] as [([[Int]], Double)])
  func cohensKappaIsAsWorkedByHand(table: [[Int]], kappa: Double) throws {
    #expect(abs(try #require(Kappa.cohen(pairs(table))) - kappa) < 1e-12)
  }

  @Test func oneClassForAllTellsNothing() {
    #expect(Kappa.cohen([]) == nil)
    #expect(Kappa.cohen([(3, 3), (3, 3)]) == nil)
    #expect(Kappa.fleiss([]) == nil)
    #expect(Kappa.fleiss([[1], [2]]) == nil)
    #expect(Kappa.fleiss([[1, 1], [1, 1, 1]]) == nil)
  }

  /// The example of fourteen people and ten objects in five classes that textbooks work through:
  /// P̄ = 0.378, P̄_e = 0.213, κ = 0.210.
  @Test func fleissKappaIsAsPublished() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let ratings = counts.map { row in
      row.enumerated().flatMap { Array(repeating: $0, count: $1) }
    }
    let kappa = try #require(Kappa.fleiss(ratings))
    #expect(abs(kappa - 0.20993) < 1e-5)
    // Objects that one person saw say nothing of agreement.
    #expect(Kappa.fleiss(ratings + [[4], []]) == kappa)
  }

  /// Different numbers of people: agreement 1 and 1/3, classes 4/5 and 1/5.
  @Test func objectsMayHaveDifferentNumbersOfPeople() throws {
    let kappa = try #require(Kappa.fleiss([[0, 0], [0, 0, 1]]))
    let (observed, expected) = (2.0 / 3, 17.0 / 25)
    #expect(abs(kappa - (observed - expected) / (1 - expected)) < 1e-12)
  }

  @Test func intervalsHoldTheEstimateAndShrinkWithMoreObjects() throws {
    let table = [[20, 5], [10, 15]]
    let few = try #require(Kappa.cohenInterval(pairs(table)))
    let many = try #require(
      Kappa.cohenInterval(pairs(table.map { row in row.map { $0 * 20 } })))
    #expect(abs(few.estimate - 0.4) < 1e-12 && abs(many.estimate - 0.4) < 1e-12)
    #expect(few.lower < 0.4 && 0.4 < few.upper)
    #expect(ConfusionMatrix(counts: table).kappaInterval == few)
    #expect(many.upper - many.lower < (few.upper - few.lower) / 3)
    // The large sample error of Fleiss, Cohen and Everitt for this table is 0.127.
    #expect(abs((many.upper - many.lower) / (2 * 1.96) * 20.0.squareRoot() - 0.127) < 0.02)
    let ratings = pairs(table).map { [$0.0, $0.1] }
    let fleiss = try #require(Kappa.fleissInterval(ratings))
    #expect(fleiss.lower < fleiss.estimate && fleiss.estimate < fleiss.upper)
    // Of two people who class as often alike, it is nearly Cohen's.
    #expect(abs(fleiss.lower - few.lower) < 0.05 && abs(fleiss.upper - few.upper) < 0.05)
  }

  @Test func fullAgreementOfAFewIsNotCertain() throws {
    let found = try #require(
      Kappa.cohenInterval(pairs([[6, 0], [0, 6]])))
    #expect(found.estimate == 1 && found.upper == 1 && found.lower < 0.6 && found.lower > 0)
    #expect(
      Kappa.cohenInterval(pairs([[3, 0], [0, 3]]))
        == Interval(estimate: 1, lower: -1, upper: 1))
    #expect(Kappa.cohenInterval(pairs([[20]])) == nil)
  }
}
