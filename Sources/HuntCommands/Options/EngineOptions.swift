public import AHuntKit
public import ArgumentParser

/// Options of the commands that compute with tensors.
struct EngineOptions: ParsableArguments, Sendable {
  @Option(help: "Where to compute: auto, cpu, cuda or cuda:N.")
  var device = "auto"

  @Option(.from(1, to: 1024), help: "CPU threads (default: one for each core).")
  var threads: Int?

  @Option(help: "Arithmetic: auto, float32 or bfloat16; auto takes bfloat16 where it is fast.")
  var precision: EngineSettings.Arithmetic = .auto

  @Option(.seed, help: "Seed of everything random.")
  var seed: UInt64 = 0

  init() {}

  mutating func validate() throws {
    guard device == "auto" || device == "cpu" || device == "cuda" || Self.cudaIndex(device) != nil
    else {
      throw ValidationError("--device takes auto, cpu, cuda or cuda:N, not '\(device)'.")
    }
  }

  /// What the library is asked for.
  var settings: EngineSettings {
    EngineSettings(device: device, threads: threads, precision: precision, seed: seed)
  }

  /// The `N` of `cuda:N`.
  static func cudaIndex(_ device: String) -> Int? {
    guard device.hasPrefix("cuda:"), let index = Int(device.dropFirst(5)), index >= 0 else {
      return nil
    }
    return index
  }
}

extension EngineSettings.Arithmetic: ExpressibleByArgument {}
