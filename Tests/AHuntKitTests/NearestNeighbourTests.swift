import Tensors
import Testing

@testable import AHuntKit

/// The class of the nearest known vector.
@Suite struct NearestNeighbourTests {
  /// Held against the plain double loop, far from zero and through several blocks.
  @Test func isTheNearestByEuclid() throws {
    _ = try EngineSettings().start()
    var generator = SystemRandom(state: 5)
    let (width, known, count) = (12, 300, 2_100)
    func vectors(_ rows: Int) -> [Float] {
      (0..<rows * width).map { _ in 50 + Float.random(in: -1...1, using: &generator) }
    }
    let (others, own) = (vectors(known), vectors(count))
    let labels = (0..<known).map { $0 % 7 }
    let found = try NearestNeighbour.labels(of: own, among: others, labels: labels, on: .cpu)
    #expect(found.count == count)
    for row in stride(from: 0, to: count, by: 23) {
      func distance(_ other: Int) -> Double {
        (0..<width).reduce(0) { sum, column in
          let gap = Double(own[row * width + column]) - Double(others[other * width + column])
          return sum + gap * gap
        }
      }
      let distances = (0..<known).map(distance)
      let nearest = try #require(distances.indices.min { distances[$0] < distances[$1] })
      let mine = distances[found[row]...].indices.filter { labels[$0] == found[row] }
      // Its class is that of the nearest, or of one as near to rounding.
      #expect(
        found[row] == labels[nearest]
          || mine.contains { distances[$0] < distances[nearest] + 1e-3 })
    }
    #expect(
      try NearestNeighbour.labels(of: others, among: others, labels: labels, on: .cpu) == labels)
  }

  @Test func theKnownAreTakenEvenly() {
    #expect(NearestNeighbour.spread(4) == [0, 1, 2, 3] && NearestNeighbour.spread(0).isEmpty)
    let many = NearestNeighbour.spread(25_000)
    #expect(many.count == 10_000 && many.first == 0 && many.last! >= 24_996)
    #expect(Set(many).count == many.count)
  }
}
