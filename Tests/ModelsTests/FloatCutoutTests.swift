import Foundation
import Tensors
import Testing
import Vocabulary

@testable import Models

/// Surveys in their own units beside the same ones in 8-bit levels.
@Suite(.serialized) struct FloatCutoutTests {
  private func floats(_ set: CutoutSet, offset: Float = 0) -> CutoutSet {
    CutoutSet(size: set.size, values: set.pixels.map { Float($0) + offset })
  }

  private func options() -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 3
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    return options
  }

  @Test func sameConstantsSamePictures() throws {
    let set = tinySurvey(5).cutouts
    let levels = try Preprocessing(measuring: set)
    let units = Preprocessing(
      channelMaximum: levels.channelMaximum, softening: levels.softening, format: .float32)
    let shape = [5, 32, 32, 3]
    let one: [Float] = levels(try Tensor(set.pixels, shape: shape)).array()
    let values = set.pixels.map(Float.init)
    let other: [Float] = units(try Tensor(values, shape: shape)).array()
    // 8-bit levels come from a table made in double precision.
    #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func theSofteningIsThreeTimesTheNoiseOfTheSky() throws {
    let noise: [Float] = RandomState(seed: 1).normal([60, 32, 32, 3]).array()
    let deviations: [Float] = [0.5, 2, 10]
    var values = noise.indices.map { noise[$0] * deviations[$0 % 3] }
    // A star on a border, a mark for no data, and a galaxy of 100, 200, 400 in the middle of each.
    values[0] = 30_000
    for i in 0..<60 {
      for c in 0..<3 { values[((i * 32 + 16) * 32 + 16) * 3 + c] = [100, 200, 400][c] }
      values[(i * 32 + 3) * 32 * 3] = .nan
    }
    let stretch = try Preprocessing(measuring: CutoutSet(size: 32, values: values))
    #expect(stretch.format == .float32)
    for channel in 0..<3 {
      let expected = 3 * Double(deviations[channel])
      #expect(abs(stretch.softening[channel] / expected - 1) < 0.05, "channel \(channel)")
      let white = channel == 0 ? 30_000 : [100.0, 200, 400][channel]
      let maximum = asinh(white / stretch.softening[channel])
      #expect(abs(stretch.channelMaximum[channel] - maximum) < 1e-9)
    }
  }

  @Test func oneBrightCutoutInAHundredSetsNoMaximum() throws {
    var values = [Float](repeating: 0, count: 200 * 16 * 16 * 3)
    for i in 0..<200 { values[i * 768 + 400] = 50 }
    values[400] = 1e20
    let stretch = try Preprocessing(measuring: CutoutSet(size: 16, values: values))
    // The sky has no noise, so that softening and maximum keep the proportions of 8-bit levels.
    #expect(stretch.softening.allSatisfy { $0 > 0 })
    let place = 400 % 3
    #expect(abs(stretch.softening[place] - 50 * 20.0 / 255) < 1e-9)
    #expect(abs(stretch.channelMaximum[place] - asinh(255 / 20.0)) < 1e-9)
    let pictures: [Float] = stretch(
      try Tensor([1e20, -1e20, 50] as [Float], shape: [1, 1, 1, 3])
    ).array()
    #expect(pictures[0] == 2 && pictures[1] == -1)
  }

  @Test func theSkysNegativeSideIsKept() throws {
    let stretch = Preprocessing(
      channelMaximum: [4, 4, 4], softening: [2, 2, 2], format: .float32)
    let values: [Float] = stretch(try Tensor([-2, 0, 2] as [Float], shape: [1, 1, 1, 3])).array()
    let edge = asinh(1.0) / 4
    let expected: [Double] = [-edge, 0, edge]
    #expect(zip(values, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
  }

  @Test func modelsLearnFromFloats() throws {
    let (training, labels) = tinySurvey(64)
    let (test, truth) = tinySurvey(20, seed: 5)
    let model = try ClassifierTrainer(options()).train(
      floats(training, offset: -12), labels: labels, validation: floats(test, offset: -12),
      validationLabels: truth, classNames: ["blob", "streak"])
    #expect(model.metrics["validationAccuracy"] == 1)
    let classifier = try Classifier(configuration: model.configuration, weights: model.weights)
    #expect(classifier.configuration.preprocessing.format == .float32)
    #expect(
      throws: ModelError.cutoutFormat(found: .uint8, needed: .float32)
    ) { try classifier.probabilities(test) }
    let scorer = try ScorerTrainer(options()).train(training, validation: test)
    let loaded = try Scorer(configuration: scorer.configuration, weights: scorer.weights)
    #expect(throws: ModelError.cutoutFormat(found: .float32, needed: .uint8)) {
      try loaded.errors(floats(test))
    }
  }

  @Test func theSameNetworkSeesTheSameGalaxies() throws {
    let (training, _) = tinySurvey(32)
    let model = try EmbedderTrainer(options()).train(training, validation: training)
    // Maxima of 255 in every channel: then the measured shape is on the same scale too.
    let white = asinh(255 / 20.0)
    var configuration = try EmbedderConfiguration(json: model.configuration)
    configuration.preprocessing = Preprocessing(channelMaximum: [white, white, white])
    let one = try Embedder(configuration: try configuration.json(), weights: model.weights)
    configuration.preprocessing.format = .float32
    let other = try Embedder(configuration: try configuration.json(), weights: model.weights)
    let (vectors, densities) = try one.embed(training)
    let (same, also) = try other.embed(floats(training))
    // The levels' table is exact, the floats' stretch is not.
    let difference = zip(vectors, same).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let size = vectors.reduce(Float(0)) { $0 + $1 * $1 }
    #expect(difference < 1e-4 * size)
    #expect(zip(densities, also).allSatisfy { abs($0 - $1) < 1e-3 * abs($0) + 1e-3 })
    // What a person is shown is black for the sky and white for the maximum.
    let shown = configuration.preprocessing.shown(
      CutoutSet(size: 16, values: (0..<768).map { [-5, 255, 300][$0 % 3] }))
    #expect(shown.format == .uint8 && Array(shown.pixels.prefix(3)) == [0, 255, 255])
    #expect(try other.reconstruct(floats(training)).pixels.count == training.pixels.count)
  }

  @Test func modelsOfTheFirstVersionComeBack() throws {
    let json = #"{"channelMaximum":[1,2,3],"softening":20}"#
    let old = try JSONDecoder().decode(Preprocessing.self, from: Data(json.utf8))
    #expect(old == Preprocessing(channelMaximum: [1, 2, 3]))
    let new = try JSONDecoder().decode(Preprocessing.self, from: JSONEncoder().encode(old))
    #expect(new == old)
  }
}
