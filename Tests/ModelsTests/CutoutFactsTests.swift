import Foundation
import Hunting
import Tensors
import Testing

@testable import Models

/// What is kept beside cutouts is measured once, and makes no difference to what comes out.
@Suite(.serialized) struct CutoutFactsTests {
  private func options(_ preset: String = "seed") -> TrainingOptions {
    var options = TrainingOptions()
    options.preset = preset
    options.epochs = 2
    options.batchSize = 8
    options.precision = .float32
    return options
  }

  @Test func shapesAreMeasuredForTheFirstEmbedderAlone() throws {
    let (set, _) = tinySurvey(16)
    let kept = RememberedCutouts(set)
    let plain = try EmbedderTrainer(options()).train(set, validation: set)
    let model = try EmbedderTrainer(options()).train(kept, validation: set)
    #expect(model.weights == plain.weights)
    #expect(model.configuration == plain.configuration)
    #expect(kept.sums.shapes == 16 && kept.sums.peaks == 16)
    let embedder = try Embedder(configuration: model.configuration, weights: model.weights)
    let expected = try embedder.embed(set).vectors.map(\.bitPattern)
    #expect(try embedder.embed(kept).vectors.map(\.bitPattern) == expected)
    #expect(kept.sums.shapes == 16, "all were known")
    for number in [3, 7, 15] { kept.forget(number) }
    #expect(try embedder.embed(kept).vectors.map(\.bitPattern) == expected)
    #expect(kept.sums.shapes == 19, "only those that were missing")
  }

  @Test func anOlderModelTakesTheLeadingNumbers() throws {
    let (set, _) = tinySurvey(6)
    let kept = RememberedCutouts(set)
    var configuration = try EmbedderConfiguration(preset: "seed", size: set.size)
    configuration.shapeColumns = MorphologyFeatures.blocks.prefix(6).reduce(0, +)
    let embedder = Embedder(
      LoadedNetwork(
        configuration, configuration.makeNetwork(using: RandomState(seed: 1)), device: .cpu,
        precision: .float32))
    let expected = try embedder.embed(set).vectors
    #expect(try embedder.embed(kept).vectors == expected)
    #expect(try embedder.embed(kept).vectors == expected)
    #expect(kept.shapes(of: [2]).values.count == MorphologyFeatures.columns, "kept in whole")
  }

  @Test(arguments: [true, false])
  func aClassifierMeasuresNothingTwice(_ fitsInMemory: Bool) throws {
    let (set, labels) = tinySurvey(16)
    let (held, truth) = tinySurvey(8, seed: 2)
    func train(_ training: any CutoutSource, _ validation: any CutoutSource) throws -> TrainedModel
    {
      var trainer = ClassifierTrainer(options("strong"))
      if !fitsInMemory { trainer.shapeMemory = 0 }
      return try trainer.train(
        training, labels: labels, validation: validation, validationLabels: truth,
        classNames: ["blob", "streak"])
    }
    let (training, validation) = (RememberedCutouts(set), RememberedCutouts(held))
    let plain = try train(set, held)
    for _ in 0..<2 {
      let model = try train(training, validation)
      #expect(model.weights == plain.weights && model.metrics == plain.metrics)
      #expect(training.sums.shapes == 16 && validation.sums.shapes == 8)
    }
  }

  @Test func someOfASourceKeepTheirFactsUnderItsNumbers() throws {
    let (set, _) = tinySurvey(8)
    let kept = RememberedCutouts(set)
    let some = kept.thinned(to: 4)
    let configuration = try EmbedderConfiguration(preset: "seed", size: set.size)
    let embedder = Embedder(
      LoadedNetwork(
        configuration, configuration.makeNetwork(using: RandomState(seed: 1)), device: .cpu,
        precision: .float32))
    _ = try embedder.embed(some)
    #expect(kept.withShape == [0, 2, 4, 6])
    _ = try embedder.embed(kept)
    #expect(kept.sums.shapes == 8)
    #expect(try some.facts?.shapes(of: [1, 3]) == kept.shapes(of: [2, 6]))
  }

  @Test func aStretchIsMeasuredFromWhatIsKnown() throws {
    let (set, _) = tinySurvey(30)
    let kept = RememberedCutouts(set)
    let plain = try Preprocessing(measuring: set)
    #expect(try Preprocessing(measuring: kept) == plain)
    #expect(kept.sums.read == 30 && kept.sums.peaks == 30)
    #expect(try Preprocessing(measuring: kept) == plain)
    #expect(kept.sums.read == 30, "nothing is read again")
    // A training set of its own, of which one galaxy has new pixels.
    kept.forget(8)
    let some = SelectedCutouts(base: kept, numbers: [2, 8, 11])
    #expect(
      try Preprocessing(measuring: some)
        == Preprocessing(measuring: SelectedCutouts(base: set, numbers: [2, 8, 11])))
    #expect(kept.sums.read == 31 && kept.sums.peaks == 31)
  }

  private func floats(_ count: Int, size: Int) -> CutoutSet {
    let noise: [Float] = RandomState(seed: 4).normal([count, size, size, 3]).array()
    var values = noise.map { $0 * 0.1 }
    values[7] = .nan
    values[values.count / 2] = 12
    return CutoutSet(size: size, values: values)
  }

  @Test func floatsAreReadAgainForTheirSky() throws {
    let set = floats(5_000, size: 4)
    let kept = RememberedCutouts(set)
    let plain = try Preprocessing(measuring: set)
    #expect(try Preprocessing(measuring: kept) == plain)
    #expect(kept.sums.read == 5_000 && kept.sums.peaks == 5_000)
    #expect(try Preprocessing(measuring: kept) == plain)
    #expect(kept.sums.read == 7_500, "every other cutout shows the sky")
  }

  @Test func floatsKeepNoShape() throws {
    let set = floats(8, size: 16)
    let kept = RememberedCutouts(set)
    var configuration = try EmbedderConfiguration(preset: "seed", size: 16)
    configuration.preprocessing = try Preprocessing(measuring: set)
    let embedder = Embedder(
      LoadedNetwork(
        configuration, configuration.makeNetwork(using: RandomState(seed: 1)), device: .cpu,
        precision: .float32))
    #expect(try embedder.embed(kept).vectors == embedder.embed(set).vectors)
    #expect(kept.sums.shapes == 0 && kept.withShape.isEmpty)
  }
}
