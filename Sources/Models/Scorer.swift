private import Foundation
private import Layers
package import Tensors

/// A trained autoencoder at work: pixels in, reconstruction errors out.
package struct Scorer {
  package let configuration: ScorerConfiguration
  private let module: Autoencoder
  private let device: Device
  private let precision: Precision

  init(
    _ configuration: ScorerConfiguration, _ module: Autoencoder, _ device: Device,
    _ precision: Precision
  ) {
    self.configuration = configuration
    self.module = module
    self.device = device
    self.precision = precision
  }

  /// A stored scorer.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration json: String, weights: [UInt8], device: Device = .cpu,
    precision: Precision = .auto
  ) throws {
    configuration = try settings(ScorerConfiguration.self, from: json)
    module = configuration.makeModule(using: RandomState(seed: 0, device: device))
    try module.load(Safetensors.decode(Data(weights), device: device))
    self.device = device
    self.precision = precision
  }

  /// Reconstruction errors of each cutout; higher is stranger.
  ///
  /// `plain` is the summed squared error. `weighted` counts each pixel by the object's smoothed
  /// light there and divides by the light itself, so that neither the sky nor mere brightness counts.
  package func errors(_ set: CutoutSet) throws -> (plain: [Float], weighted: [Float]) {
    var plain: [Float] = []
    var weighted: [Float] = []
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let pictures = configuration.preprocessing(bytes)
      let squares = (module(pictures, .inference) - pictures).square().sum(1, keeping: true)
      let footprint = pictures.mean(1, keeping: true)
        .averagePooled(5, stride: 1, padding: 2).square()
      let light = (pictures.square().sum(1, keeping: true) * footprint).sum(1, 2, 3)
      plain += squares.sum(1, 2, 3).array(of: Float.self)
      weighted += ((squares * footprint).sum(1, 2, 3) / (light + 1e-6)).array(of: Float.self)
    }
    return (plain, weighted)
  }

  /// The galaxies redrawn through the bottleneck.
  package func reconstruct(_ set: CutoutSet) throws -> CutoutSet {
    var pixels: [UInt8] = []
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let pictures = module(configuration.preprocessing(bytes), .inference)
      pixels += configuration.preprocessing.bytes(pictures)
    }
    return CutoutSet(size: set.size, pixels: pixels)
  }
}

extension ScorerConfiguration {
  func makeModule(using random: RandomState) -> Autoencoder {
    Autoencoder(code: code, size: size, using: random)
  }
}
