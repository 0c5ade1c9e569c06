import Testing

@testable import Hunting

struct TwoMeansTests {
  @Test func cloudsFallApart() throws {
    let clusters = Clusters(counts: [40, 25, 60])
    let rows = clusters.clouds.indices.filter { clusters.clouds[$0] < 2 }
    let groups = TwoMeans(rows, of: clusters.features)
    #expect(groups.larger == rows.filter { clusters.clouds[$0] == 0 })
    #expect(groups.smaller == rows.filter { clusters.clouds[$0] == 1 })
    #expect(TwoMeans(rows.reversed(), of: clusters.features).smaller.count == 25)
  }

  @Test func whatIsAllAlikeStaysTogether() {
    let features = FeatureMatrix([[Float]](repeating: [1, 2], count: 5))
    #expect(TwoMeans([4, 1, 3], of: features).larger == [4, 1, 3])
    #expect(TwoMeans([4, 1, 3], of: features).smaller.isEmpty)
    #expect(TwoMeans([2], of: features).larger == [2])
    #expect(TwoMeans([], of: features).larger.isEmpty)
  }
}
