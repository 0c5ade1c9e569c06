internal import Foundation
internal import Layers
internal import Tensors

/// A network with its settings, ready to work on cutouts: what every loaded model is made of.
struct LoadedNetwork<Configuration: ModelConfiguration> {
  let configuration: Configuration
  let network: Configuration.Network
  let device: Device
  let precision: Precision
  /// Asked before every batch; true ends the work with `ModelError.interrupted`.
  var isCancelled: (@Sendable () -> Bool)?
  private let stretch: Stretch

  /// A network as it is in memory.
  init(
    _ configuration: Configuration, _ network: Configuration.Network, device: Device,
    precision: Precision, isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.configuration = configuration
    self.network = network
    self.device = device
    self.precision = precision
    self.isCancelled = isCancelled
    stretch = Stretch(configuration.preprocessing, size: configuration.size, on: device)
  }

  /// A stored network.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  init(json: String, weights: [UInt8], device: Device, precision: Precision) throws {
    let configuration = try Configuration(json: json)
    let network = try weights.withUnsafeBytes { bytes in
      let header = try SafetensorsHeader(bytes)
      // Before so much memory is asked for.
      guard configuration.leastNumbers <= Double(header.count) else {
        throw LayerError.checkpoint(
          "its settings ask for more numbers than the \(header.count) that it holds")
      }
      let saved = try Safetensors.decode(bytes, header, device: device)
      if let name = saved.nameOfNotFinite {
        throw LayerError.checkpoint("its tensor '\(name)' holds a number that is not finite")
      }
      let network = configuration.makeNetwork(using: RandomState(seed: 0, device: device))
      try network.load(saved)
      return network
    }
    self.init(configuration, network, device: device, precision: precision)
  }

  /// What the network sees, [N, 3, H, W], of cutouts [N, H, W, 3].
  func pictures(_ cutouts: Tensor) -> Tensor { stretch(cutouts) }

  /// The same turned and mirrored in all eight ways, in the precision that the first layer works in.
  func views(_ cutouts: Tensor) -> some Sequence<Tensor> {
    let isHalf = precision.resolved(on: device) == .bfloat16
    let pictures = pictures(cutouts).cast(to: isHalf ? .bfloat16 : .float32)
    return (0..<8).lazy.map { SquareSymmetry.apply($0, to: pictures) }
  }

  /// Runs `body` over cutouts in their order, at most `size` at a time, in inference mode.
  ///
  /// - Throws: `ModelError.cutoutSize` or `.cutoutFormat` where the model learned from others.
  func forEachBatch(
    of cutouts: any CutoutSource, size: Int = 256, _ body: (Range<Int>, CutoutBatch) throws -> Void
  ) throws {
    if cutouts.count == 0 { return }
    guard cutouts.size == configuration.size else {
      throw ModelError.cutoutSize(found: cutouts.size, needed: configuration.size)
    }
    guard cutouts.format == configuration.preprocessing.format else {
      throw ModelError.cutoutFormat(
        found: cutouts.format, needed: configuration.preprocessing.format)
    }
    try cutouts.forEachGroup(of: size, isCancelled: isCancelled) { range, bytes in
      if isCancelled?() == true { throw ModelError.interrupted }
      try inferring {
        let tensor = try Tensor(
          bytes: bytes, shape: [range.count, cutouts.size, cutouts.size, 3],
          dtype: cutouts.format.dtype, device: device)
        let batch = CutoutBatch(
          source: cutouts, numbers: Array(range), cutouts: tensor, bytes: bytes)
        try autocasting(precision, on: device) { try body(range, batch) }
      }
    }
  }
}
