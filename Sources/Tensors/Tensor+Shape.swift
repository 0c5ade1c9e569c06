internal import CTorch

extension Tensor {
  /// The same elements under another shape; one size may be -1.
  package func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

  /// The same elements under another shape; one size may be -1.
  package func reshaped(_ shape: [Int]) -> Tensor {
    let sizes = shape.map(Int64.init)
    return .make { torch.reshape(handle, sizes, Int32(sizes.count), $0) }
  }
  /// Dimensions in another order; the memory stays.
  package func permuted(_ order: Int...) -> Tensor {
    let dims = order.map(Int64.init)
    return .make { torch.permute(handle, dims, Int32(dims.count), $0) }
  }
  /// The part `range` of a dimension; the memory stays.
  package func sliced(_ dimension: Int, _ range: Range<Int>) -> Tensor {
    .make {
      torch.slice(handle, Int64(dimension), Int64(range.lowerBound), Int64(range.upperBound), $0)
    }
  }
  /// Tensors joined along a dimension.
  package static func concatenated(_ tensors: [Tensor], along dimension: Int) -> Tensor {
    let handles: [OpaquePointer?] = tensors.map(\.handle)
    return withExtendedLifetime(tensors) {
      make { torch.cat(handles, Int32(handles.count), Int64(dimension), $0) }
    }
  }
  /// Mirrored along the given dimensions.
  package func flipped(_ dimensions: Int...) -> Tensor {
    let dims = dimensions.map(Int64.init)
    return .make { torch.flip(handle, dims, Int32(dims.count), $0) }
  }
  /// The entries of a dimension that `indices` (int64) names, in that order.
  package func selected(_ dimension: Int, _ indices: Tensor) -> Tensor {
    .make { torch.index_select(handle, Int64(dimension), indices.handle, $0) }
  }
  /// One element along `dimension` for each element of `indices` (int64, same rank).
  package func gathered(_ dimension: Int, _ indices: Tensor) -> Tensor {
    .make { torch.gather(handle, Int64(dimension), indices.handle, $0) }
  }
}
