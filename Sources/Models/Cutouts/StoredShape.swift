internal import Hunting

/// What stored settings say of the measured shape.
enum StoredShape: String, CodingKey {
  case shapeColumns
  /// All that the first versions said; they measured the first six blocks.
  case includesShape

  /// How many measured numbers the model looks at.
  static func columns(from decoder: any Decoder) throws -> Int {
    let values = try decoder.container(keyedBy: Self.self)
    guard let columns = try values.decodeIfPresent(Int.self, forKey: .shapeColumns) else {
      let isUsed = try values.decodeIfPresent(Bool.self, forKey: .includesShape) ?? false
      return isUsed ? MorphologyFeatures.blocks.prefix(6).reduce(0, +) : 0
    }
    guard (0...MorphologyFeatures.columns).contains(columns) else {
      throw DecodingError.dataCorruptedError(
        forKey: .shapeColumns, in: values,
        debugDescription: "\(columns) measured numbers are more than this version knows")
    }
    return columns
  }
}
