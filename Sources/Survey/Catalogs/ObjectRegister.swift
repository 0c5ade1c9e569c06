/// Which object ids a catalog has given so far, and where.
///
/// It keeps a hash of 64 bits for each instead of the id, so that a million take tens of megabytes
/// however long they are. Among a million different ids the chance that two share a hash is
/// 3·10⁻⁸; the second of them would be taken for a duplicate.
struct ObjectRegister {
  private var places: [UInt64: UInt32] = [:]

  /// Enters an id, or gives the place at which it was entered first.
  mutating func enter(_ objectID: String, at place: Int) -> Int? {
    let key = DataSplit.hash(of: objectID)
    if let first = places[key] { return Int(first) }
    places[key] = UInt32(clamping: place)
    return nil
  }
}
