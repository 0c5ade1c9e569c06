internal import CKernels

/// Looks for numbers that are none among many.
enum FiniteNumbers {
  /// No number of an embedding is further from 0: of larger ones the squares may add up to infinity.
  static let vectorLimit: Float = 1e15

  /// The place of the first NaN, infinity, or number further from 0 than the limit; nil where there is
  /// none.
  static func firstFault(
    in values: UnsafeBufferPointer<Float>, limit: Float = .greatestFiniteMagnitude
  ) -> Int? {
    guard let start = values.baseAddress else { return nil }
    let place = ck_first_beyond(start, Int64(values.count), limit)
    return place < 0 ? nil : Int(place)
  }

  /// The same of an array.
  static func firstFault(
    in values: [Float], limit: Float = .greatestFiniteMagnitude
  ) -> Int? {
    values.withUnsafeBufferPointer { firstFault(in: $0, limit: limit) }
  }
}
