package import Vocabulary

/// What goes wrong in training and in loading models.
package enum ModelError: Error, Equatable, CustomStringConvertible {
  /// Too few galaxies to learn from.
  case tooFew(found: Int, needed: Int)
  /// A loss or a weight stopped being a finite number before any epoch was done; counted from 1.
  case diverged(epoch: Int)
  /// The person stopped the training.
  case interrupted
  /// A stored configuration that this version does not understand.
  case configuration(String)
  /// A stored setting that no training writes: its name, what it is, and what is needed.
  case setting(String, String, needed: String)
  /// Cutouts of another size than the model learned from.
  case cutoutSize(found: Int, needed: Int)
  /// Cutouts of another pixel format than the model learned from.
  case cutoutFormat(found: PixelFormat, needed: PixelFormat)
  /// A name that is no preset.
  case unknownPreset(String, known: [String])

  /// What is wrong, and with which values; what to do is for whoever shows it to say.
  package var description: String {
    switch self {
    case .tooFew(let found, let needed):
      "training needs at least \(needed) galaxies and there are \(found)"
    case .diverged(let epoch):
      "the training diverged in epoch \(epoch) (a loss or a weight is no finite number), before "
        + "any epoch went well"
    case .interrupted: "interrupted"
    case .configuration(let what):
      "the stored model's settings cannot be read (\(what))"
    case .setting(let name, let value, let needed):
      "the stored model's setting \(name) is \(value), and \(needed) is needed"
    case .cutoutSize(let found, let needed):
      "the model learned from cutouts of \(needed)×\(needed) pixels and these have "
        + "\(found)×\(found)"
    case .cutoutFormat(let found, let needed):
      "the model learned from \(Self.words(needed)) and these are \(Self.words(found))"
    case .unknownPreset(let name, let known):
      "there is no preset '\(name)'; known presets: \(known.joined(separator: ", "))"
    }
  }

  private static func words(_ format: PixelFormat) -> String {
    switch format {
    case .uint8: "8-bit cutouts"
    case .float32: "float cutouts"
    }
  }
}
