internal import Tensors

/// The training set as one tensor of bytes on the device, drawn from in random batches.
struct BatchSource {
  /// Bytes [N, H, W, 3].
  let bytes: Tensor
  let count: Int
  let batchSize: Int

  init(_ set: CutoutSet, batchSize: Int, device: Device) throws {
    bytes = try Self.tensor(set, 0..<set.count, device: device)
    count = set.count
    self.batchSize = min(batchSize, set.count)
  }

  /// Batches an epoch; what is left over after whole batches waits for another epoch's order.
  var batches: Int { max(1, count / batchSize) }

  /// The batch `number` of an epoch's `order`: its bytes and which cutouts they are.
  func batch(_ number: Int, of order: Tensor) -> (bytes: Tensor, indices: Tensor) {
    let indices = order.sliced(0, number * batchSize..<(number + 1) * batchSize)
    return (bytes.selected(0, indices), indices)
  }

  /// Part of a set as bytes [n, H, W, 3] on the device.
  static func tensor(_ set: CutoutSet, _ range: Range<Int>, device: Device) throws -> Tensor {
    let stride = set.size * set.size * 3
    return try set.pixels.withUnsafeBytes { pixels in
      try Tensor(
        bytes: UnsafeRawBufferPointer(
          rebasing: pixels[range.lowerBound * stride..<range.upperBound * stride]),
        shape: [range.count, set.size, set.size, 3], dtype: .uint8, device: device)
    }
  }

  /// Runs `body` over a set in order, `batchSize` cutouts at a time, in inference mode.
  ///
  /// - Throws: `ModelError.cutoutSize` where the cutouts are not of the `size` the model takes.
  static func inferring(
    over set: CutoutSet, size: Int, batchSize: Int = 256, device: Device, precision: Precision,
    _ body: (Tensor) -> Void
  ) throws {
    guard set.count == 0 || set.size == size else {
      throw ModelError.cutoutSize(found: set.size, needed: size)
    }
    for start in stride(from: 0, to: set.count, by: batchSize) {
      try Tensors.inferring {
        let part = try tensor(set, start..<min(start + batchSize, set.count), device: device)
        autocasting(precision, on: device) { body(part) }
      }
    }
  }
}
