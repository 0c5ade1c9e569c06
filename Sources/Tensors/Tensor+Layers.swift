internal import CTorch

extension Tensor {
  /// Matrix product.
  package func matmul(_ other: Tensor) -> Tensor { .make { ct_matmul(handle, other.handle, $0) } }

  /// x · Wᵀ + b, with x [N, in], W [out, in], b [out].
  package func linear(weight: Tensor, bias: Tensor?) -> Tensor {
    .make { ct_linear(handle, weight.handle, bias?.handle, $0) }
  }
  /// Cross-correlation of [N, C, H, W] with `weight` [out, C, k, k] plus `bias` [out].
  package func convolved(weight: Tensor, bias: Tensor?, stride: Int, padding: Int) -> Tensor {
    .make {
      ct_conv2d(handle, weight.handle, bias?.handle, Int64(stride), Int64(padding), $0)
    }
  }
  /// Batch normalisation over all but the channel dimension (Ioffe & Szegedy 2015).
  ///
  /// In training the batch's own statistics are used, and the running ones are updated.
  package func batchNormalized(
    weight: Tensor, bias: Tensor, runningMean: Tensor, runningVariance: Tensor, isTraining: Bool,
    momentum: Double, epsilon: Double
  ) -> Tensor {
    .make {
      ct_batch_norm(
        handle, weight.handle, bias.handle, runningMean.handle, runningVariance.handle,
        isTraining, momentum, epsilon, $0)
    }
  }
  /// Largest value of each `size` × `size` window, windows side by side.
  package func maxPooled(_ size: Int) -> Tensor { .make { ct_max_pool2d(handle, Int64(size), $0) } }

  /// Mean of each window; padding does not count.
  package func averagePooled(_ size: Int, stride: Int, padding: Int = 0) -> Tensor {
    .make { ct_avg_pool2d(handle, Int64(size), Int64(stride), Int64(padding), $0) }
  }
  /// Each pixel repeated `factor` × `factor` times.
  package func upsampled(_ factor: Int) -> Tensor {
    .make { ct_upsample_nearest2d(handle, Int64(factor), $0) }
  }
  /// Pictures [N, C, H, W] resampled bilinearly under the transforms [N, 2, 3]; mirrored outside.
  package func affineSampled(_ transforms: Tensor) -> Tensor {
    .make { ct_affine_sample(handle, transforms.handle, $0) }
  }
}
