internal import Tensors

/// What a cutout's numbers are; a survey has one of the two throughout.
package enum PixelFormat: String, Codable, Sendable {
  /// Levels from 0 to 255, one byte each.
  case uint8
  /// The survey's own units, single precision; not a number where there are no data.
  case float32

  /// Bytes a number takes.
  package var bytes: Int { dtype.size }

  /// The tensors' name for it.
  var dtype: DType {
    switch self {
    case .uint8: .uint8
    case .float32: .float32
    }
  }
}
