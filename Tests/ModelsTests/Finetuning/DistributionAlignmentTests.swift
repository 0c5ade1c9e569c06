import Testing

@testable import Models

struct DistributionAlignmentTests {
  @Test func whatIsInProportionStaysAsItIs() {
    var alignment = DistributionAlignment(expected: [0.75, 0.25])
    var probabilities: [Float] = [1, 0, 0.5, 0.5]
    alignment.align(&probabilities)
    for (found, wanted) in zip(probabilities, [1, 0, 0.5, 0.5] as [Float]) {
      #expect(abs(found - wanted) < 1e-6)
    }
  }

  /// A class that is never the likeliest becomes so where it is least unlikely.
  @Test func aForgottenClassGetsItsDue() {
    var alignment = DistributionAlignment(expected: [0.8, 0.2])
    let batch: [Float] = [0.99, 0.01, 0.98, 0.02, 0.97, 0.03, 0.96, 0.04, 0.7, 0.3]
    var aligned = batch
    for _ in 0..<60 {
      aligned = batch
      alignment.align(&aligned)
    }
    // The mean of the rare class is 0.08 and settles there: factors 2.5 and 0.8 / 0.92.
    #expect(abs(aligned[9] - 0.75 / (0.75 + 0.7 * 0.8 / 0.92)) < 1e-3)
    #expect(aligned[9] > aligned[8])
    for row in 0..<5 {
      #expect(abs(aligned[2 * row] + aligned[2 * row + 1] - 1) < 1e-6)
      #expect((aligned[2 * row + 1] > 0.5) == (row == 4))
    }
  }

  @Test func nothingIsLearnedFromNothing() {
    var alignment = DistributionAlignment(expected: [0.5, 0.5])
    var none: [Float] = []
    alignment.align(&none)
    var batch: [Float] = [0.6, 0.4]
    alignment.align(&batch)
    // Had it taken the empty batch for zeros, the first class would have been raised less.
    #expect(abs(batch[0] - 0.6 / 0.51 / (0.6 / 0.51 + 0.4 / 0.49)) < 1e-5)
  }
}
