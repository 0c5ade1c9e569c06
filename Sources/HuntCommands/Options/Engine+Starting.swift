import Tensors

/// The device and arithmetic that a command computes with.
struct EngineChoice: Sendable {
  let device: Device
  let precision: Precision
}

extension EngineOptions {
  /// Loads the tensor engine, sets its threads and settles device and precision.
  func start() throws -> EngineChoice {
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
