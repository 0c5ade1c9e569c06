extension SoftmaxHead {
  /// Rows that share the cache while their outputs are computed.
  private static let blockRows = 512

  /// Probabilities of every class and the reserve for every row, on all cores.
  package func probabilities(
    _ features: FeatureMatrix
  ) throws(HuntingError) -> HeadProbabilities {
    guard features.columns == columns else {
      throw .countMismatch(what: "features a galaxy", expected: columns, found: features.columns)
    }
    let kernel = SoftmaxKernel(self)
    let stride = classes.count + 1
    let values = [Float](unsafeUninitializedCapacity: features.rows * stride) { buffer, count in
      nonisolated(unsafe) let output = buffer
      if features.rows > 0 {
        features.values.withUnsafeBufferPointer { buffer in
          nonisolated(unsafe) let input = buffer
          Parallel.forEachBlock(of: features.rows, size: Self.blockRows) { block in
            kernel.fill(
              input.baseAddress! + block.lowerBound * columns, rows: block.count,
              into: output.baseAddress! + block.lowerBound * stride)
          }
        }
      }
      count = features.rows * stride
    }
    return HeadProbabilities(
      classes: classes, isTrained: answerCounts.map { $0 > 0 }, rows: features.rows,
      values: values)
  }

  /// Squared distance of every row to the nearest answered class, a standardised feature.
  ///
  /// Without an answered class, to the survey's mean.
  func nearestClassDistances(_ features: FeatureMatrix) -> [Float] {
    let inputs = standardisation.applied(to: features)
    var targets = classes.indices.filter { answerCounts[$0] > 0 }.map { centroids[$0] }
    if targets.isEmpty { targets = [[Float](repeating: 0, count: columns)] }
    return inputs.values.withUnsafeBufferPointer { values in
      (0..<features.rows).map { row in
        targets.map { target in
          VectorKernels.squaredDistance(
            values.baseAddress! + row * columns, target, count: columns)
        }.min()! / Float(max(1, columns))
      }
    }
  }
}
