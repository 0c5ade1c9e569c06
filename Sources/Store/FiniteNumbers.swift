internal import CKernels

/// Looks for numbers that are none among many.
enum FiniteNumbers {
  /// The place of the first NaN or infinity; nil where all numbers are finite.
  static func firstFault(in values: UnsafeBufferPointer<Float>) -> Int? {
    guard let start = values.baseAddress else { return nil }
    let place = ck_first_not_finite(start, Int64(values.count))
    return place < 0 ? nil : Int(place)
  }

  /// The place of the first NaN or infinity; nil where all numbers are finite.
  static func firstFault(in values: [Float]) -> Int? {
    values.withUnsafeBufferPointer { firstFault(in: $0) }
  }
}
