private import Hunting
internal import Tensors
import Vocabulary

extension LoadedNetwork {
  /// The measured shape of each cutout, the first `columns` numbers of `MorphologyFeatures`.
  ///
  /// 8-bit cutouts are measured on their levels, and only those whose shape is not kept beside them.
  /// Float cutouts are measured as this network sees them, each time anew: the stretch decides about
  /// the shape, and each model has the stretch of its own training set.
  ///
  /// - Returns: shapes [N, columns] on the device.
  /// - Throws: what keeping or looking up shapes throws.
  func shapes(_ batch: CutoutBatch, columns: Int) throws -> Tensor {
    let all = MorphologyFeatures.columns
    let rows =
      switch configuration.preprocessing.format {
      case .uint8: try levelShapes(batch)
      case .float32: try stretchedShapes(batch)
      }
    return try Tensor(rows, shape: [batch.numbers.count, all], device: device)
      .sliced(1, 0..<columns)
  }

  private func stretchedShapes(_ batch: CutoutBatch) throws -> [Float] {
    try MorphologyFeatures().features(
      stretched: pictures(batch.cutouts).permuted(0, 2, 3, 1).array(), count: batch.numbers.count,
      size: batch.source.size
    ).values
  }

  private func levelShapes(_ batch: CutoutBatch) throws -> [Float] {
    let facts = batch.source.facts
    let count = batch.numbers.count
    guard var known = try facts?.shapes(of: batch.numbers), known.missing.count < count else {
      let rows = try withBytes(of: batch) { try measured($0, count: count, of: batch.source) }
      try facts?.keepShapes(rows, of: batch.numbers)
      return rows
    }
    if known.missing.isEmpty { return known.values }
    let length = batch.source.cutoutBytes
    let pixels = withBytes(of: batch) { bytes in
      known.missing.flatMap { bytes[$0 * length..<($0 + 1) * length] }
    }
    let rows = try pixels.withUnsafeBytes {
      try measured($0, count: known.missing.count, of: batch.source)
    }
    try facts?.keepShapes(rows, of: known.missing.map { batch.numbers[$0] })
    known.fill(rows, columns: MorphologyFeatures.columns)
    return known.values
  }

  private func measured(
    _ bytes: UnsafeRawBufferPointer, count: Int, of source: any CutoutSource
  ) throws -> [Float] {
    try MorphologyFeatures().features(pixels: bytes, count: count, size: source.size).values
  }

  /// The levels as they were read, or fetched from the device.
  private func withBytes<Result>(
    of batch: CutoutBatch, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    if let bytes = batch.bytes { return try body(bytes) }
    return try batch.cutouts.array(of: UInt8.self).withUnsafeBytes(body)
  }
}
