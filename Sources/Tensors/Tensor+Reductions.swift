internal import CTorch

extension Tensor {
  private func reduce(
    _ dimensions: [Int], keeping: Bool,
    _ operation: (
      OpaquePointer?, UnsafePointer<Int64>?, Int32, Bool, UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32
  ) -> Tensor {
    let dims = dimensions.map(Int64.init)
    return .make { operation(handle, dims, Int32(dims.count), keeping, $0) }
  }

  /// Sum over `dimensions`, or over all.
  package func sum(_ dimensions: Int..., keeping: Bool = false) -> Tensor {
    reduce(dimensions, keeping: keeping, torch.sum)
  }
  /// Mean over `dimensions`, or over all.
  package func mean(_ dimensions: Int..., keeping: Bool = false) -> Tensor {
    reduce(dimensions, keeping: keeping, torch.mean)
  }
  /// Largest element along `dimensions`, or of all.
  package func maximum(_ dimensions: Int..., keeping: Bool = false) -> Tensor {
    reduce(dimensions, keeping: keeping, torch.amax)
  }
  /// Population variance over `dimensions`, or over all.
  package func variance(_ dimensions: Int..., keeping: Bool = false) -> Tensor {
    reduce(dimensions, keeping: keeping, torch.variance)
  }
  /// Index of the largest element along a dimension, int64.
  package func argmax(_ dimension: Int) -> Tensor {
    .make { torch.argmax(handle, Int64(dimension), $0) }
  }
  /// The `count` smallest elements along a dimension, ascending, and where they were.
  package func smallest(_ count: Int, along dimension: Int) -> (values: Tensor, indices: Tensor) {
    var values: OpaquePointer?
    var indices: OpaquePointer?
    demand(torch.smallest(handle, Int64(count), Int64(dimension), &values, &indices))
    return (Tensor(values!), Tensor(indices!))
  }
  /// Eigenvalues of a symmetric matrix, ascending, and its eigenvectors as columns.
  package func symmetricEigen() -> (values: Tensor, vectors: Tensor) {
    var values: OpaquePointer?
    var vectors: OpaquePointer?
    demand(torch.eigh(handle, &values, &vectors))
    return (Tensor(values!), Tensor(vectors!))
  }
  /// Softmax along a dimension.
  package func softmax(_ dimension: Int) -> Tensor {
    .make { torch.softmax(handle, Int64(dimension), $0) }
  }
  /// Logarithm of the softmax along a dimension.
  package func logSoftmax(_ dimension: Int) -> Tensor {
    .make { torch.log_softmax(handle, Int64(dimension), $0) }
  }
}
