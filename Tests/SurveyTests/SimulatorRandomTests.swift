import Testing

@testable import Survey

@Suite("Simulator: random deviates")
struct SimulatorRandomTests {
  @Test("A stream depends on seed, galaxy and purpose, and on nothing else")
  func streams() {
    func first(_ seed: UInt64, _ galaxy: Int, _ purpose: UInt64) -> [UInt64] {
      var random = SkyRandom(seed: seed, galaxy: galaxy, purpose: purpose)
      return (0..<4).map { _ in random.next() }
    }
    #expect(first(1, 2, 3) == first(1, 2, 3))
    let streams = [
      first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4), first(2, 1, 3),
      first(3, 2, 1),
    ]
    #expect(Set(streams).count == streams.count)
  }

  @Test("Uniform deviates fill [0, 1) evenly")
  func uniform() {
    var random = SkyRandom(seed: 7)
    var bins = [Int](repeating: 0, count: 10)
    for _ in 0..<20_000 {
      let value = random.uniform()
      #expect(value >= 0 && value < 1)
      bins[Int(value * 10)] += 1
    }
    // 2,000 a bin with a deviation of 42.
    #expect(bins.allSatisfy { abs($0 - 2000) < 210 })
  }

  @Test("Normal deviates have the moments and the tail of the normal law")
  func normal() {
    var random = SkyRandom(seed: 8)
    let count = 40_000
    let values = (0..<count).map { _ in Double(random.normal(0, 1)) }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(count)
    let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
    #expect(abs(mean) < 0.025)
    #expect(abs(variance - 1) < 0.036)
    #expect(abs(fourth - 3) < 0.25)
    // P(|x| > 2) = 0.0455, and the ziggurat's own tail beyond 3.4426: P = 0.000576, 23 of 40,000.
    let outer = values.count { abs($0) > 2 }
    #expect(abs(Double(outer) - 0.0455 * Double(count)) < 210)
    let tail = values.count { abs($0) > 3.442619855899 }
    #expect((6...45).contains(tail))
  }

  @Test("Poisson deviates have mean and variance alike, small and large", arguments: [0.5, 6, 900])
  func poisson(mean: Double) {
    var random = SkyRandom(seed: 9)
    let count = 6000
    let values = (0..<count).map { _ in Double(random.poisson(Float(mean))) }
    let average = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(count - 1)
    #expect(values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
    #expect(abs(average - mean) < 5 * (mean / Double(count)).squareRoot())
    #expect(abs(variance / mean - 1) < 0.12)
  }

  @Test("A light of no photons gives none")
  func darkness() {
    var random = SkyRandom(seed: 10)
    #expect(random.poisson(0) == 0)
    #expect(random.poisson(-3) == 0)
  }

  @Test("Weighted picks come at their weights")
  func picks() {
    var random = SkyRandom(seed: 11)
    var counts = [0, 0, 0]
    for _ in 0..<6000 { counts[random.pick([1, 0, 2])] += 1 }
    #expect(counts[1] == 0)
    #expect(abs(counts[0] - 2000) < 190)
  }
}
