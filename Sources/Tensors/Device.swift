internal import CTorch

/// Where tensors live and operations run.
package enum Device: Equatable, Sendable, CustomStringConvertible {
  case cpu
  case cuda(Int)

  var number: Int32 {
    switch self {
    case .cpu: -1
    case .cuda(let index): Int32(index)
    }
  }

  init(number: Int32) { self = number < 0 ? .cpu : .cuda(Int(number)) }

  /// CUDA devices that this libtorch can use.
  package static var cudaCount: Int { Int(torch.cuda_device_count()) }

  /// The device that `auto`, `cpu`, `cuda` or `cuda:1` names.
  ///
  /// - Throws: `TensorError.noDevice` for a name that is none of these or a GPU that is not there.
  package init(named name: String) throws(TensorError) {
    switch name {
    case "cpu": self = .cpu
    case "auto": self = Device.cudaCount > 0 ? .cuda(0) : .cpu
    default:
      let parts = name.split(separator: ":", omittingEmptySubsequences: false)
      let index = parts.count == 2 ? Int(parts[1]) : 0
      guard parts.count <= 2, parts.first == "cuda", let index, index >= 0,
        index < Device.cudaCount
      else { throw .noDevice(name) }
      self = .cuda(index)
    }
  }

  package var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let index): "cuda:\(index)"
    }
  }

  /// Whether the hardware multiplies bfloat16 matrices faster than float32 ones.
  package var hasFastBFloat16: Bool {
    switch self {
    case .cpu: torch.cpu_has_bfloat16()
    case .cuda(let index): torch.cuda_has_bfloat16(Int32(index))
    }
  }
}
