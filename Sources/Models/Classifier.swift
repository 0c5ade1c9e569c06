private import Foundation
private import Layers
package import Tensors

/// A trained classifier at work: pixels in, class probabilities out.
package struct Classifier {
  package let configuration: ClassifierConfiguration
  private let module: MorphologyClassifier
  private let device: Device
  private let precision: Precision

  init(
    _ configuration: ClassifierConfiguration, _ module: MorphologyClassifier, _ device: Device,
    _ precision: Precision
  ) {
    self.configuration = configuration
    self.module = module
    self.device = device
    self.precision = precision
  }

  /// A stored classifier.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration json: String, weights: [UInt8], device: Device = .cpu,
    precision: Precision = .auto
  ) throws {
    configuration = try settings(ClassifierConfiguration.self, from: json)
    module = configuration.makeModule(using: RandomState(seed: 0, device: device))
    try module.load(Safetensors.decode(Data(weights), device: device))
    self.device = device
    self.precision = precision
  }

  /// Class probabilities, `count × classes`, row-major.
  package func probabilities(_ set: CutoutSet) throws -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(set.count * configuration.classNames.count)
    let views = configuration.averagesSymmetries ? 8 : 1
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let pictures = configuration.preprocessing(bytes)
      let sum = (0..<views).map {
        module(SquareSymmetry.apply($0, to: pictures), .inference).softmax(1)
      }.reduce(nil as Tensor?) { total, one in total.map { $0 + one } ?? one }
      result += (sum! / Double(views)).array(of: Float.self)
    }
    return result
  }
}

extension ClassifierConfiguration {
  func makeModule(using random: RandomState) -> MorphologyClassifier {
    MorphologyClassifier(
      classes: classNames.count, filters: filters, noise: inputNoise, dropout: dropout,
      using: random)
  }
}

extension Double {
  /// Natural logarithm.
  var logarithm: Double { log(self) }
}
