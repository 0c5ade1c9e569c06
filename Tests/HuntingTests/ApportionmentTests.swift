import Testing

@testable import Hunting

struct ApportionmentTests {
  @Test func largestRemaindersGetWhatIsLeft() {
    #expect(Apportionment.largestRemainder(10, shares: [0.5, 0.3, 0.2]) == [5, 3, 2])
    #expect(Apportionment.largestRemainder(7, shares: [0.5, 0.3, 0.2]) == [4, 2, 1])
    #expect(Apportionment.largestRemainder(2, shares: [1, 1, 1]) == [1, 1, 0])
    #expect(Apportionment.largestRemainder(100, shares: [0.29, 0.71]) == [29, 71])
    #expect(Apportionment.largestRemainder(1, shares: [0, 3]) == [0, 1])
    #expect(Apportionment.largestRemainder(5, shares: [0, 0]) == [0, 0])
    #expect(Apportionment.largestRemainder(0, shares: [1]) == [0])
  }

  @Test(arguments: 1...40)
  func everyQuestionIsGivenAndNoShareMissesByOne(total: Int) {
    let shares = [0.5, 0.2, 0.2, 0.1, 0]
    let counts = Apportionment.largestRemainder(total, shares: shares)
    #expect(counts.reduce(0, +) == total)
    #expect(counts[4] == 0)
    for (count, share) in zip(counts, shares) {
      #expect(abs(Double(count) - share * Double(total)) < 1)
    }
  }

  @Test func interleavingSpreadsEachShare() {
    #expect(Apportionment.interleave([2, 1]) == [0, 1, 0])
    let order = Apportionment.interleave([10, 4, 4, 2])
    for index in 0..<4 { #expect(order.count { $0 == index } == [10, 4, 4, 2][index]) }
    // Any beginning of the round mixes the arms: an early stop keeps the budget.
    #expect(Set(order.prefix(10)) == [0, 1, 2, 3])
    #expect(order.prefix(10).count { $0 == 0 } == 5)
  }
}
