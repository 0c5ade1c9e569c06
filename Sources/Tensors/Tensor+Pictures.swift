internal import CTorch

extension Tensor {
  /// Pictures [N, C, H, W] resampled bilinearly under the transforms [N, 2, 3]; mirrored outside.
  ///
  /// A transform takes places in the result to places in the picture, both in [-1, 1]².
  package func affineSampled(_ transforms: Tensor) -> Tensor {
    .make { torch.affine_sample(handle, transforms.handle, $0) }
  }

  /// Pictures [N, C, H, W] from bytes [N, H, W, C], each through its channel's row of `table` [C, 256].
  package func lookedUp(in table: Tensor) -> Tensor {
    .make { torch.look_up(handle, table.handle, $0) }
  }

  /// Itself plus Gaussian noise of standard deviation `sigma`.
  ///
  /// On CPUs the noise has 4,096 different, equally likely values.
  package func addingNoise(_ sigma: Double, using random: RandomState) -> Tensor {
    .make { torch.add_noise(handle, sigma, random.handle, $0) }
  }
}
