import Evaluation
import Testing

@testable import Hunting

@Suite struct UMAPTests {
  /// Groups of galaxies around corners of a box, in `columns` dimensions.
  private static func groups(
    _ count: Int, each: Int, columns: Int = 10
  ) -> (features: FeatureMatrix, group: [Int]) {
    var generator = SeededGenerator(seed: 5)
    var values: [Float] = []
    var group: [Int] = []
    for row in 0..<count * each {
      group.append(row % count)
      for column in 0..<columns {
        values.append(
          (column == row % count ? 8 : 0) + Float.random(in: -1...1, using: &generator))
      }
    }
    return (FeatureMatrix(rows: count * each, columns: columns, values: values), group)
  }

  private static func start(_ count: Int) -> [SIMD2<Float>] {
    var generator = SeededGenerator(seed: 8)
    return (0..<count).map { _ in
      SIMD2(
        Float.random(in: -1...1, using: &generator), Float.random(in: -1...1, using: &generator))
    }
  }

  /// Share of galaxies whose nearest on the map are mostly of their group.
  private static func agreement(_ points: [SIMD2<Float>], _ group: [Int]) -> Double {
    let right = points.indices.count { row in
      let nearest = points.indices.filter { $0 != row }.sorted {
        let (a, b) = (points[$0] - points[row], points[$1] - points[row])
        return (a * a).sum() < (b * b).sum()
      }.prefix(5)
      return nearest.count { group[$0] == group[row] } >= 3
    }
    return Double(right) / Double(points.count)
  }

  @Test func groupsLieTogetherAndSpreadOut() {
    let (features, group) = Self.groups(3, each: 40)
    let start = Self.start(120)
    let points = UMAP().layout(of: features, from: start)
    // A start at random mixes the groups; the layout parts them.
    #expect(Self.agreement(start, group) < 0.7)
    #expect(Self.agreement(points, group) > 0.97)
    // Repulsion keeps the galaxies of a group from lying on each other.
    let places = Set(points.map { SIMD2(($0.x * 10).rounded(), ($0.y * 10).rounded()) })
    #expect(places.count > 90)
    let reach = points.map { ($0 * $0).sum().squareRoot() }.max() ?? 0
    #expect(reach > 3 && reach < 100)
  }

  @Test func theSameSeedGivesTheSameMap() {
    let features = Self.groups(3, each: 20).features
    var umap = UMAP()
    umap.epochs = 30
    let first = umap.layout(of: features, from: Self.start(60))
    #expect(umap.layout(of: features, from: Self.start(60)) == first)
    umap.seed = 1
    #expect(umap.layout(of: features, from: Self.start(60)) != first)
  }

  @Test func thoseBeyondTheLimitLieAmongTheirNeighbours() {
    let (features, group) = Self.groups(3, each: 60)
    var umap = UMAP()
    umap.sampleLimit = 60
    let points = umap.layout(of: features, from: Self.start(180), preferred: [1, 2, 5])
    #expect(points.count == 180)
    #expect(Self.agreement(points, group) > 0.95)
  }

  @Test(arguments: [0, 1, 2, 3])
  func aFewGalaxiesHaveAMapToo(count: Int) {
    let features = FeatureMatrix(
      rows: count, columns: 2, values: (0..<count * 2).map { Float($0 % 3) })
    let points = UMAP().layout(of: features, from: Self.start(count))
    #expect(points.count == count && points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func equalGalaxiesHaveFinitePlaces() {
    let features = FeatureMatrix(rows: 30, columns: 4, values: [Float](repeating: 1, count: 120))
    let points = UMAP().layout(of: features, from: [SIMD2<Float>](repeating: .zero, count: 30))
    #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func nearlyAllNeighboursAreFound() {
    var generator = SeededGenerator(seed: 2)
    let features = FeatureMatrix(
      rows: 900, columns: 6,
      values: (0..<5_400).map { _ in Float.random(in: 0...1, using: &generator) })
    let found = InvertedLists(features).search(features, k: 6)
    var right = 0
    for row in stride(from: 0, to: 900, by: 9) {
      let exact = Set(features.nearest(to: row, count: 5).map { Int32($0.row) })
      #expect(found.places[row * 6] == Int32(row) && found.distances[row * 6] == 0)
      right += found.places[row * 6 + 1..<row * 6 + 6].count { exact.contains($0) }
    }
    #expect(right > 475, "\(right) of 500")
  }
}
