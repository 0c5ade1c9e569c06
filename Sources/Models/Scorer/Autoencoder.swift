package import Layers
package import Tensors

/// A plain autoencoder with a narrow bottleneck: what it cannot redraw is unusual for the survey.
package final class Autoencoder: Module {
  private let encoder: CutoutEncoder
  private let bottleneck: Linear
  private let decoder: CutoutDecoder

  package init(code: Int, size: Int, using random: RandomState) {
    encoder = CutoutEncoder(using: random)
    let flat = CutoutEncoder.channels.last! * (size / 16) * (size / 16)
    bottleneck = Linear(flat, code, using: random)
    decoder = CutoutDecoder(code: code, size: size, using: random)
  }

  package var children: [(name: String, module: any Module)] {
    [("encoder", encoder), ("bottleneck", bottleneck), ("decoder", decoder)]
  }

  /// The pictures redrawn through the bottleneck.
  package func callAsFunction(_ pictures: Tensor, _ phase: Phase) -> Tensor {
    let map = encoder.levels(pictures, phase).last!
    return decoder(bottleneck(encoder.flattened(map)), phase)
  }
}
