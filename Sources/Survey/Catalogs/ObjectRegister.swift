import Foundation

/// Which object ids a catalog has given so far, and where.
///
/// It keeps a hash of 64 bits for each instead of the id, so that a million take tens of megabytes
/// however long they are. Among a million different ids the chance that two share a hash is
/// 3·10⁻⁸; the second of them would be taken for a duplicate.
///
/// Ids that look the same and differ only in how their accents are written count as one: nobody can
/// tell such galaxies apart, and a file of answers might mean either.
struct ObjectRegister {
  private var places: [UInt64: UInt32] = [:]

  /// Enters an id, or gives the place at which it was entered first.
  mutating func enter(_ objectID: String, at place: Int) -> Int? {
    let isPlain = objectID.utf8.allSatisfy { $0 < 0x80 }
    let key = DataSplit.hash(
      of: isPlain ? objectID : objectID.precomposedStringWithCanonicalMapping)
    if let first = places[key] { return Int(first) }
    places[key] = UInt32(clamping: place)
    return nil
  }

  /// What is wrong with an object that was entered before.
  static func sentence(on objectID: String, first row: Int) -> String {
    let isPlain = objectID.utf8.allSatisfy { $0 < 0x80 }
    return "the object \"\(objectID)\" is already in row \(row)"
      + (isPlain ? "" : ", however its accents are written")
  }
}
