package import Tensors

/// Where and in what arithmetic tensors are computed.
public struct EngineSettings: Sendable, Equatable {
  /// `auto`, `cpu`, `cuda` or `cuda:N`.
  public var device: String
  /// CPU threads an operation spreads over; nil takes one per core.
  public var threads: Int?
  /// The number format of convolutions and matrix products.
  public var precision: Arithmetic
  /// Seed of everything random.
  public var seed: UInt64

  /// The number format of convolutions and matrix products; all else is single precision.
  public enum Arithmetic: String, Sendable, CaseIterable {
    /// bfloat16 where the device multiplies it faster, else float32.
    case auto
    case float32
    case bfloat16
  }

  /// The device and arithmetic that are fastest here, and seed 0.
  public init(
    device: String = "auto", threads: Int? = nil, precision: Arithmetic = .auto, seed: UInt64 = 0
  ) {
    self.device = device
    self.threads = threads
    self.precision = precision
    self.seed = seed
  }

  /// Loads the tensor engine, sets its threads and settles device and precision.
  package func start() throws -> EngineChoice {
    try Engine.load()
    Engine.keepFreedMemory()
    if let threads { Engine.threads = threads }
    let device = try Device(named: device)
    let precision: Precision =
      switch precision {
      case .auto: .auto
      case .float32: .float32
      case .bfloat16: .bfloat16
      }
    return EngineChoice(device: device, precision: precision.resolved(on: device))
  }
}

/// The device and arithmetic that a call computes with.
package struct EngineChoice: Sendable {
  package let device: Device
  package let precision: Precision
}
