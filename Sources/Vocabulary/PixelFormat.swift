/// What the numbers of a cutout are; a hunt has one of the two throughout.
public enum PixelFormat: String, Codable, Sendable, CaseIterable {
  /// Levels from 0 to 255, one byte per channel of a pixel.
  case uint8
  /// The survey's own units, IEEE 754 single precision, little-endian where it is stored; not a
  /// number where there are no data.
  case float32

  /// Bytes per channel of a pixel.
  public var bytes: Int {
    switch self {
    case .uint8: 1
    case .float32: 4
    }
  }
}
