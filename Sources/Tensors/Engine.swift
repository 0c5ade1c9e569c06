internal import CTorch

/// The libtorch that this program runs on.
package enum Engine {
  /// Loads libtorch, unless that is done; everything else on tensors needs it.
  ///
  /// - Throws: `TensorError.notInstalled` where libtorch or this program's part of it is missing.
  package static func load() throws(TensorError) { _ = try library.get() }

  /// libtorch's version, such as `2.13.0`.
  package static var version: String { String(cString: torch.version()!) }

  /// The vector instructions that its CPU kernels use, such as `AVX2`.
  package static var cpuCapability: String { String(cString: torch.cpu_capability()!) }

  /// Lets the process keep the memory of freed tensors for the next ones; call it once, early.
  package static func keepFreedMemory() { torch.keep_freed_memory() }

  /// Threads that an operation spreads over.
  package static var threads: Int {
    get { Int(torch.threads()) }
    set { demand(torch.set_threads(Int32(newValue))) }
  }
}

/// The number format of matrix products and convolutions; everything else stays float32.
package enum Precision: String, Sendable, CaseIterable {
  /// bfloat16 where the device multiplies it faster, else float32.
  case auto
  case float32
  case bfloat16

  /// `auto` settled for a device.
  package func resolved(on device: Device) -> Precision {
    self == .auto ? (device.hasFastBFloat16 ? .bfloat16 : .float32) : self
  }
}
