internal import CTorch

extension Tensor {
  /// Matrix product.
  package func matmul(_ other: Tensor) -> Tensor {
    .make { torch.matmul(handle, other.handle, $0) }
  }

  /// x · Wᵀ + b, with x [N, in], W [out, in], b [out].
  package func linear(weight: Tensor, bias: Tensor?) -> Tensor {
    .make { torch.linear(handle, weight.handle, bias?.handle, $0) }
  }
  /// Cross-correlation of [N, C, H, W] with `weight` [out, C, k, k] plus `bias` [out].
  package func convolved(weight: Tensor, bias: Tensor?, stride: Int, padding: Int) -> Tensor {
    .make {
      torch.conv2d(handle, weight.handle, bias?.handle, Int64(stride), Int64(padding), $0)
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
      torch.batch_norm(
        handle, weight.handle, bias.handle, runningMean.handle, runningVariance.handle,
        isTraining, momentum, epsilon, $0)
    }
  }
  /// ReLU of the batch norm in training, then the largest of each `pool` × `pool` window.
  ///
  /// On CPUs, forward and backward go over memory about half as often as one after the other would.
  package func normalizedRelu(
    weight: Tensor, bias: Tensor, runningMean: Tensor, runningVariance: Tensor, pool: Int,
    momentum: Double, epsilon: Double
  ) -> Tensor {
    .make {
      torch.norm_relu(
        handle, weight.handle, bias.handle, runningMean.handle, runningVariance.handle,
        Int64(pool), momentum, epsilon, $0)
    }
  }
  /// ReLU of the convolution; one pass over memory in float32 inference on CPUs.
  ///
  /// A NaN among the kernels or in the bias shows in the result; one among the pixels may become 0.
  package func convolvedRelu(weight: Tensor, bias: Tensor?, stride: Int, padding: Int) -> Tensor {
    .make {
      torch.relu_conv2d(handle, weight.handle, bias?.handle, Int64(stride), Int64(padding), $0)
    }
  }
  /// ReLU, then the largest of each `pool` × `pool` window; outside autograd it may overwrite itself.
  ///
  /// A window with a NaN in it gives NaN.
  package func reluPooled(_ pool: Int) -> Tensor {
    .make { torch.relu_pool(handle, Int64(pool), $0) }
  }
  /// Largest value of each `size` × `size` window, windows side by side.
  package func maxPooled(_ size: Int) -> Tensor {
    .make { torch.max_pool2d(handle, Int64(size), $0) }
  }

  /// Mean of each window; padding does not count.
  package func averagePooled(_ size: Int, stride: Int, padding: Int = 0) -> Tensor {
    .make { torch.avg_pool2d(handle, Int64(size), Int64(stride), Int64(padding), $0) }
  }
  /// Each pixel repeated `factor` × `factor` times.
  package func upsampled(_ factor: Int) -> Tensor {
    .make { torch.upsample_nearest2d(handle, Int64(factor), $0) }
  }
  /// What `upsampled(2)` and a 3 × 3 convolution with padding 1 give, in fewer than half the products.
  package func upsampledConvolved(weight: Tensor, bias: Tensor?) -> Tensor {
    .make { torch.upsampled_conv2d(handle, weight.handle, bias?.handle, $0) }
  }
}
