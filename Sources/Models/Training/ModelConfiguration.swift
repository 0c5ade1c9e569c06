internal import Foundation
internal import Layers
internal import Tensors
import Vocabulary

/// What the settings of every kind of model have in common.
protocol ModelConfiguration: Codable, Equatable, Sendable {
  associatedtype Network: Module
  /// Which kind of model these are the settings of.
  static var kind: ModelKind { get }

  /// The named settings, the default first.
  static var presets: [Preset<Self>] { get }
  var preset: String { get set }
  var batchSize: Int { get set }
  var epochs: Int { get set }
  /// Highest rate of the one-cycle schedule.
  var learningRate: Double { get set }
  /// L2 penalty on kernels and matrices.
  var weightDecay: Double { get }
  /// Decay of the average of the weights, which is kept in their place; 0 for none.
  var weightAveraging: Double { get }
  /// Pixels along one side of a cutout.
  var size: Int { get }
  var preprocessing: Preprocessing { get set }

  /// The default settings.
  init(size: Int)
  /// Numbers that the network holds at the least: the sum of its largest tensors.
  var leastNumbers: Double { get }
  /// Checks each setting that this kind has beside the common ones.
  ///
  /// - Throws: `ModelError.setting` for one that can't be worked with.
  func checkBounds() throws(ModelError)
  /// The network before its training.
  func makeNetwork(using random: RandomState) -> Network
}

extension ModelConfiguration {
  var weightDecay: Double { 0 }
  var weightAveraging: Double { 0 }

  /// The architecture and settings that a name stands for.
  ///
  /// - Throws: `ModelError.unknownPreset`.
  init(preset: String, size: Int) throws(ModelError) {
    guard let named = Self.presets.first(where: { $0.name == preset }) else {
      throw .unknownPreset(preset, known: Self.presets.map(\.name))
    }
    self.init(size: size)
    self.preset = named.name
    named.adjust(&self)
  }

  /// The preset's settings, with what the person set instead and the training set's own stretch.
  init(_ options: TrainingOptions, for training: any CutoutSource) throws {
    try self.init(preset: options.preset, size: training.size)
    preprocessing = try Preprocessing(measuring: training, isCancelled: options.isCancelled)
    epochs = options.epochs ?? epochs
    batchSize = options.batchSize ?? batchSize
    learningRate = options.learningRate ?? learningRate
  }

  /// The settings in stored JSON, each within its bounds.
  ///
  /// - Throws: `ModelError.configuration` or `.setting`.
  init(json: String) throws(ModelError) {
    guard json.utf8.count <= Self.mostBytes else { throw .configuration("they are too long") }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw .configuration("\(error)")
    }
    try SettingBounds.checkCommon(self)
    try checkBounds()
  }

  /// Longer settings are no settings.
  private static var mostBytes: Int { 1 << 24 }

  /// JSON with sorted keys, the same for the same settings.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
