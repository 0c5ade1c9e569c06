internal import CTorch

/// A seeded source of random tensors on one device; the same seed gives the same numbers.
package final class RandomState {
  let handle: OpaquePointer
  /// Where its tensors live.
  package let device: Device

  /// A source that starts at `seed`.
  package init(seed: UInt64, device: Device = .cpu) {
    var out: OpaquePointer?
    demand(torch.generator_new(seed, device.number, &out))
    handle = out!
    self.device = device
  }

  deinit { torch.generator_free(handle) }

  /// Standard normal numbers, float32.
  package func normal(_ shape: [Int]) -> Tensor {
    let sizes = shape.map(Int64.init)
    return .make { torch.normal(sizes, Int32(sizes.count), handle, device.number, $0) }
  }

  /// Uniform numbers in [0, 1), float32.
  package func uniform(_ shape: [Int]) -> Tensor {
    let sizes = shape.map(Int64.init)
    return .make { torch.uniform(sizes, Int32(sizes.count), handle, device.number, $0) }
  }

  /// The numbers 0 ..< `count` in random order, int64.
  package func permutation(_ count: Int) -> Tensor {
    .make { torch.permutation(Int64(count), handle, device.number, $0) }
  }
}
