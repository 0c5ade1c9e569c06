private import Hunting
internal import Tensors
import Vocabulary

extension LoadedNetwork {
  /// The measured shape of each cutout [N, H, W, 3], the first `columns` of `MorphologyFeatures`.
  func shapes(_ cutouts: Tensor, columns: Int) -> Tensor {
    let shape = cutouts.shape
    do {
      let measured = try measured(cutouts, count: shape[0], size: shape[1])
      return try Tensor(measured.values, shape: [measured.rows, measured.columns], device: device)
        .sliced(1, 0..<columns)
    } catch {
      stop("the shapes of \(shape[0]) cutouts: \(error)")
    }
  }

  private func measured(_ cutouts: Tensor, count: Int, size: Int) throws -> FeatureMatrix {
    switch configuration.preprocessing.format {
    case .uint8:
      return try MorphologyFeatures().features(pixels: cutouts.array(), count: count, size: size)
    case .float32:
      return try MorphologyFeatures().features(
        stretched: pictures(cutouts).permuted(0, 2, 3, 1).array(), count: count, size: size)
    }
  }
}
