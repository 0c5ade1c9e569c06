internal import CTorch

/// An n-dimensional array on a device, with libtorch behind it.
///
/// Operations give new tensors and record what autograd needs while gradients are wanted.
/// A shape that does not fit is a programmer's mistake and stops the program with libtorch's words.
///
/// ```swift
/// let x = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2])
/// (x * x).sum().item          // 30
/// ```
package final class Tensor {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { torch.tensor_free(handle) }

  /// Copies numbers, row-major, into a tensor of the given shape.
  ///
  /// - Throws: `TensorError.engine` where the device has no memory left.
  package convenience init<Element: TensorElement>(
    _ values: [Element], shape: [Int], device: Device = .cpu
  ) throws(TensorError) {
    precondition(values.count == shape.reduce(1, *), "\(values.count) numbers for shape \(shape)")
    let bytes = values.withUnsafeBytes { unsafe in
      Tensor.fromHost(unsafe.baseAddress, shape: shape, dtype: Element.dtype, device: device)
    }
    try attempt(bytes.status)
    self.init(bytes.handle!)
  }

  /// Copies raw bytes, laid out row-major as `dtype`, into a tensor.
  ///
  /// - Throws: `TensorError.engine` where the device has no memory left.
  package convenience init(
    bytes: UnsafeRawBufferPointer, shape: [Int], dtype: DType, device: Device = .cpu
  ) throws(TensorError) {
    precondition(bytes.count == shape.reduce(dtype.size, *), "\(bytes.count) bytes for \(shape)")
    let made = Tensor.fromHost(bytes.baseAddress, shape: shape, dtype: dtype, device: device)
    try attempt(made.status)
    self.init(made.handle!)
  }

  private static func fromHost(
    _ address: UnsafeRawPointer?, shape: [Int], dtype: DType, device: Device
  ) -> (status: Int32, handle: OpaquePointer?) {
    var out: OpaquePointer?
    let sizes = shape.map(Int64.init)
    let status = torch.from_host(
      address, sizes, Int32(sizes.count), dtype.rawValue, device.number, &out)
    return (status, out)
  }

  /// The tensor that a shim call writes; a failed call stops the program with its message.
  @inline(__always)
  static func make(
    _ operation: StaticString = #function,
    _ body: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) -> Tensor {
    var out: OpaquePointer?
    demand(body(&out), operation)
    return Tensor(out!)
  }

  /// Sizes, outermost first.
  package var shape: [Int] {
    var sizes = [Int64](repeating: 0, count: rank)
    demand(torch.shape(handle, &sizes))
    return sizes.map(Int.init)
  }

  /// Number of dimensions.
  package var rank: Int {
    var rank: Int32 = 0
    demand(torch.rank(handle, &rank))
    return Int(rank)
  }

  /// Number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// Element type.
  package var dtype: DType {
    var number: Int32 = 0
    demand(torch.dtype_of(handle, &number))
    return DType(rawValue: number)!
  }

  /// Where it lives.
  package var device: Device {
    var number: Int32 = 0
    demand(torch.device_of(handle, &number))
    return Device(number: number)
  }

  /// Whether the four dimensions lie in memory as batch, row, column, channel.
  package var isChannelsLast: Bool {
    var answer = false
    demand(torch.is_channels_last(handle, &answer))
    return answer
  }
}
