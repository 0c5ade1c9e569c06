import Foundation
import Layers
import Tensors
import Testing

@testable import Models

/// Ways from one galaxy to another through the flow's base space.
@Suite(.serialized) struct BetweenTests {
  @Test func anArcKeepsItsLengthAndItsEnds() {
    let start: [Float] = [3, 0, 0]
    let end: [Float] = [0, 3, 0]
    #expect(Embedder.arc(start, end, share: 0) == start)
    #expect(zip(Embedder.arc(start, end, share: 1), end).allSatisfy { abs($0 - $1) < 1e-6 })
    let middle = Embedder.arc(start, end, share: 0.5)
    // On the circle at 45 degrees, where a straight line would be at 1.5.
    #expect(abs(middle[0] - 3 / Float(2).squareRoot()) < 1e-6 && middle[0] == middle[1])
    // Parallel, opposite and empty ends have no arc of their own.
    #expect(Embedder.arc([1, 1], [2, 2], share: 0.5) == [1.5, 1.5])
    #expect(Embedder.arc([1, 0], [-1, 0], share: 0.5).allSatisfy { $0.isFinite })
    #expect(Embedder.arc([0, 0], [2, 0], share: 0.25) == [0.5, 0])
  }

  @Test func aWayBeginsAndEndsWithTheGalaxiesRedrawn() throws {
    let (training, _) = tinySurvey(64)
    var options = TrainingOptions()
    options.epochs = 2
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    let model = try EmbedderTrainer(options).train(training, validation: tinySurvey(16, seed: 2).0)
    let embedder = try Embedder(
      configuration: model.configuration, weights: model.weights, precision: .float32)
    let first = tinySurvey(2, seed: 5).cutouts
    let second = tinySurvey(2, seed: 6).cutouts
    let ways = try embedder.between(first, second, steps: 4)
    #expect(ways.count == 8)
    let side = 32 * 32 * 3
    func picture(_ set: CutoutSet, _ index: Int) -> [UInt8] {
      Array(set.pixels[index * side..<(index + 1) * side])
    }
    func differ(_ a: [UInt8], _ b: [UInt8]) -> Int {
      zip(a, b).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }
    let (starts, ends) = (try embedder.reconstruct(first), try embedder.reconstruct(second))
    for way in 0..<2 {
      #expect(differ(picture(ways, way * 4), picture(starts, way)) <= 1)
      #expect(differ(picture(ways, way * 4 + 3), picture(ends, way)) <= 1)
    }
    // What lies between two different galaxies is neither of them.
    let mixed = try embedder.between(
      tinySurvey(1, seed: 5).cutouts, CutoutSet(size: 32, pixels: picture(training, 1)), steps: 3)
    #expect(differ(picture(mixed, 1), picture(mixed, 0)) > 1)
    #expect(differ(picture(mixed, 1), picture(mixed, 2)) > 1)
  }
}
