import Testing

@testable import Models

@Suite struct EpochPlanTests {
  @Test(arguments: [
    (10, 100, 4), (1000, 1000, 64), (1000, 999, 64), (5000, 700, 64), (777, 16, 16), (50, 1, 1),
    (3000, 2999, 128), (9, 4, 3),
  ])
  func everyCutoutComesOnceAnEpoch(_ count: Int, _ limit: Int, _ batchSize: Int) {
    let plan = EpochPlan(count: count, limit: limit, batchSize: batchSize, seed: 3)
    #expect(plan.capacity <= limit)
    var epochs: [[Int]] = []
    for epoch in 0..<3 {
      var seen: [Int] = []
      for pool in 0..<plan.pools {
        let members = plan.members(epoch: epoch, pool: pool)
        #expect(members.count <= plan.capacity)
        let order = plan.order(epoch: epoch, pool: pool, members: members.count)
        for batch in 0..<plan.batches {
          let range = plan.batch(batch, members: members.count)
          #expect(range.count <= batchSize)
          seen += range.map { members[order[$0]] }
        }
      }
      #expect(seen.sorted() == Array(0..<count))
      epochs.append(seen)
    }
    #expect(epochs[0] != epochs[1] && epochs[1] != epochs[2])
  }

  @Test func batchesDifferByOneAtMost() {
    let plan = EpochPlan(count: 130, limit: 1000, batchSize: 64, seed: 0)
    #expect(plan.batches == 3)
    #expect((0..<3).map { plan.batch($0, members: 130).count } == [43, 43, 44])
  }

  @Test func aPoolIsAFairSampleOfTheSurvey() {
    let plan = EpochPlan(count: 100_000, limit: 20_000, batchSize: 64, seed: 1)
    #expect(plan.pools == 6)
    for pool in 0..<plan.pools {
      let members = plan.members(epoch: 2, pool: pool)
      var tenths = [Double](repeating: 0, count: 10)
      for member in members { tenths[member / 10_000] += 1 / Double(members.count) }
      #expect(tenths.allSatisfy { abs($0 - 0.1) < 0.06 }, "\(tenths)")
      // Runs of neighbours, and yet no two after one another once they are shuffled.
      #expect(zip(members, members.dropFirst()).count { $1 == $0 + 1 } > members.count / 2)
      let order = plan.order(epoch: 2, pool: pool, members: members.count)
      #expect(zip(order, order.dropFirst()).count { $1 == $0 + 1 } < 10)
    }
  }

  @Test func theSeedAloneDecides() {
    func plan(_ seed: UInt64) -> [Int] {
      let plan = EpochPlan(count: 3000, limit: 600, batchSize: 32, seed: seed)
      return plan.members(epoch: 1, pool: 2) + plan.order(epoch: 1, pool: 2, members: 500)
    }
    #expect(plan(5) == plan(5))
    #expect(plan(5) != plan(6))
  }
}
