import Testing

@testable import Evaluation

@Suite struct AreaIntervalTests {
  @Test(arguments: Reference.stored.binary.indices)
  func holdsTheAreaAndStaysWithinWhatIsPossible(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let interval = areaInterval(scores: reference.scores, labels: reference.labels)
    guard reference.labels.count > 4 else {
      #expect(interval == nil)
      return
    }
    let found = try #require(interval)
    #expect(agree(found.estimate, reference.auc))
    #expect(0 <= found.lower && found.lower <= reference.auc)
    #expect(reference.auc <= found.upper && found.upper <= 1)
    #expect(found.lower < found.upper)
  }

  @Test func aPerfectOrderOfAFewIsNotCertain() throws {
    let found = try #require(
      areaInterval(scores: (0..<103).map(Double.init), labels: (0..<103).map { $0 >= 100 }))
    #expect(found.estimate == 1 && found.upper == 1)
    // Three positives on top: the bootstrap would say 1 to 1.
    #expect(found.lower < 0.75 && found.lower > 0.2)
  }

  @Test func twoAreTooFew() {
    #expect(
      areaInterval(scores: [3, 2, 1, 0, -1], labels: [true, true, false, false, false]) == nil)
  }

  /// Positives whose scores are normal about `shift` and so many negatives about 0.
  @Test(arguments: [(3, 1.0), (3, 2.5), (10, 1.0), (10, 2.5), (50, 1.8)])
  func holdsTheTruthInNineteenOfTwenty(positives: Int, shift: Double) {
    var generator = SeededGenerator(seed: 11)
    func normal() -> Double {
      normalQuantile(Double.random(in: 1e-12..<1, using: &generator))
    }
    // The area of two normals of width 1 is that of their difference above 0.
    let truth = normalShare(shift / 2.0.squareRoot())
    let labels = (0..<positives + 60).map { $0 < positives }
    var held = 0
    for _ in 0..<300 {
      let found = areaInterval(
        scores: labels.map { normal() + ($0 ? shift : 0) }, labels: labels)!
      if found.lower <= truth && truth <= found.upper { held += 1 }
    }
    // 285 expected at least; three standard deviations fewer.
    #expect(held >= 274)
  }

  private func normalShare(_ value: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if normalQuantile(middle) < value { low = middle } else { high = middle }
    }
    return low
  }
}
