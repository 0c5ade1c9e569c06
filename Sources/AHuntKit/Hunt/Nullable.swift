/// An optional whose key stays in the JSON, as null, where there is no value.
@propertyWrapper
public struct Nullable<Value: Codable & Sendable>: Codable, Sendable {
  /// The value, nil where there is none.
  public var wrappedValue: Value?

  /// A value, or none.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads a value, or none where the JSON says null.
  ///
  /// - Throws: `DecodingError` where there is something else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value, or null.
  ///
  /// - Throws: `EncodingError` where the value can't be written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
