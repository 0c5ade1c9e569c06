import Foundation

/// The arcsinh stretch, linear for faint values and logarithmic for bright ones.
///
/// `asinh(x / softening)` after Lupton et al. (1999); it shows spiral arms and nucleus together.
///
/// ```swift
/// let stretch = ArcsinhStretch()
/// stretch(20)   // 0.8814
/// ```
package struct ArcsinhStretch: Sendable, Equatable {
  /// The value, in the input's units, at which the stretch turns from linear to logarithmic.
  package let softening: Float

  /// A stretch for 8-bit pixels unless another positive softening is given.
  package init(softening: Float = 20) {
    precondition(softening > 0, "an arcsinh stretch needs a positive softening, not \(softening)")
    self.softening = softening
  }

  package func callAsFunction(_ value: Float) -> Float {
    asinh(value / softening)
  }

  /// Stretches every value; the order is kept.
  package func callAsFunction(_ values: [Float]) -> [Float] {
    values.map { asinh($0 / softening) }
  }

  /// The value whose stretch is `stretched`.
  package func inverse(_ stretched: Float) -> Float {
    sinh(stretched) * softening
  }

  /// Stretches a picture's bytes, interleaved as they are, to about 0...3.24 at softening 20.
  package func callAsFunction(_ raster: Raster) -> [Float] {
    // 256 possible inputs: a table is exact and spares a logarithm for each pixel.
    let table = (0...255).map { asinh(Float($0) / softening) }
    return raster.pixels.map { table[Int($0)] }
  }
}
