internal import CTorch

extension Tensor {
  /// A tensor with one value everywhere.
  package static func full(
    _ shape: [Int], _ value: Double, dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor {
    let sizes = shape.map(Int64.init)
    return make {
      torch.full(sizes, Int32(sizes.count), value, dtype.rawValue, device.number, $0)
    }
  }

  /// A tensor of zeros.
  package static func zeros(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor { full(shape, 0, dtype: dtype, device: device) }

  /// A tensor of ones.
  package static func ones(
    _ shape: [Int], dtype: DType = .float32, device: Device = .cpu
  ) -> Tensor { full(shape, 1, dtype: dtype, device: device) }

  /// The numbers 0 ..< `count`.
  package static func range(
    _ count: Int, dtype: DType = .int64, device: Device = .cpu
  ) -> Tensor { make { torch.arange(Int64(count), dtype.rawValue, device.number, $0) } }

  /// The elements, row-major, copied to the host.
  ///
  /// `Element` must be the tensor's own element type.
  package func array<Element: TensorElement>(of type: Element.Type = Element.self) -> [Element] {
    precondition(dtype == Element.dtype, "a \(dtype) tensor read as \(Element.dtype)")
    let count = count
    return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      demand(torch.copy_to_host(handle, buffer.baseAddress, count * MemoryLayout<Element>.stride))
      filled = count
    }
  }

  /// The elements' bytes, row-major, copied to the host.
  package func bytes() -> [UInt8] {
    let count = count * dtype.size
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      demand(torch.copy_to_host(handle, buffer.baseAddress, count))
      filled = count
    }
  }

  /// The only element of a one-element tensor; waits for the device.
  package var item: Double {
    var value = 0.0
    demand(torch.item(handle, &value))
    return value
  }

  /// The same numbers as another element type.
  package func cast(to dtype: DType) -> Tensor {
    .make { torch.to_dtype(handle, dtype.rawValue, $0) }
  }

  /// The same numbers on another device.
  ///
  /// - Throws: `TensorError.engine` where the device has no memory left or is not there.
  package func moved(to device: Device) throws(TensorError) -> Tensor {
    var out: OpaquePointer?
    try attempt(torch.to_device(handle, device.number, &out))
    return Tensor(out!)
  }

  /// A copy with its own memory.
  package func cloned() -> Tensor { .make { torch.clone(handle, $0) } }

  /// The same memory, cut off from autograd.
  package func detached() -> Tensor { .make { torch.detach(handle, $0) } }

  /// The same numbers in row-major order in memory.
  package func contiguous() -> Tensor { .make { torch.contiguous(handle, false, $0) } }

  /// The same numbers with channels innermost in memory, the fast layout for convolutions.
  package func channelsLast() -> Tensor { .make { torch.contiguous(handle, true, $0) } }

  /// Overwrites the elements with those of a tensor of the same shape, outside autograd.
  package func assign(_ source: Tensor) { demand(torch.copy_(handle, source.handle)) }

  /// Overwrites every element, outside autograd.
  package func fill(_ value: Double) { demand(torch.fill_(handle, value)) }
}
