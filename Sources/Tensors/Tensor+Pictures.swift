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

  /// How far these reconstructions [N, C, H, W] lie from `pictures`, one number a picture.
  ///
  /// `plain` is the summed squared error. `weighted` counts each pixel by the squared mean light of
  /// its 5 × 5 surroundings in the picture, and divides by the picture's own squared light so counted.
  package func errors(against pictures: Tensor) -> (plain: Tensor, weighted: Tensor) {
    var plain: OpaquePointer?
    var weighted: OpaquePointer?
    demand(torch.reconstruction_errors(handle, pictures.handle, &plain, &weighted))
    return (Tensor(plain!), Tensor(weighted!))
  }
}
