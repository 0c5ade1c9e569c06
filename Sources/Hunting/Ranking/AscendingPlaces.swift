internal import CKernels

extension [Float] {
  /// Where the numbers stand in ascending order; equal ones keep theirs. None may be NaN.
  var ascendingPlaces: [Int] {
    if isEmpty { return [] }
    var places = [Int32](repeating: 0, count: count)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { scratch in
      ck_order(self, Int64(count), &places, scratch.baseAddress!)
    }
    return places.map(Int.init)
  }
}
