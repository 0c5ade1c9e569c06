extension DataSplit {
  /// The shares of validation and test; the rest trains.
  package struct Shares: Sendable, Equatable {
    package let validation: Double
    package let test: Double

    /// A tenth each unless said otherwise; together they must leave something to train on.
    package init(validation: Double = 0.1, test: Double = 0.1) {
      precondition(
        validation >= 0 && test >= 0 && validation + test < 1,
        "shares of \(validation) and \(test) leave nothing to train on")
      self.validation = validation
      self.test = test
    }
  }

  /// Assigns every galaxy to a part, class by class, by a hash of its name alone.
  ///
  /// Within a class the galaxies are ordered by the hash: the lowest are for testing, the highest
  /// for validation. So the order of the catalog, the machine and the seed play no part, and a new
  /// galaxy moves at most one other of its class across each of the two borders. With the usual
  /// shares, a class of three galaxies or more has one in every part. Galaxies without a class are a class
  /// of their own.
  ///
  /// - Parameters:
  ///   - objectIDs: Names of the galaxies.
  ///   - classes: Their classes, in the same order.
  ///   - shares: How much goes where.
  /// - Returns: One part for each galaxy, in the same order.
  package static func assign(
    objectIDs: [String], classes: [String?], shares: Shares = Shares()
  ) -> [DataSplit] {
    precondition(
      objectIDs.count == classes.count,
      "\(objectIDs.count) galaxies cannot have \(classes.count) classes")
    var parts = [DataSplit](repeating: .train, count: objectIDs.count)
    for (_, members) in Dictionary(grouping: objectIDs.indices, by: { classes[$0] }) {
      let ordered = members.map { (hash: hash(of: objectIDs[$0]), member: $0) }.sorted {
        ($0.hash, objectIDs[$0.member]) < ($1.hash, objectIDs[$1.member])
      }
      let test = border(shares.test, of: ordered.count)
      let validation = border(shares.validation, of: ordered.count)
      for element in ordered.prefix(test) { parts[element.member] = .test }
      for element in ordered.suffix(validation) { parts[element.member] = .validation }
    }
    return parts
  }

  /// Grows by at most one with each galaxy, once there are three.
  private static func border(_ share: Double, of count: Int) -> Int {
    if share == 0 || count < 3 { return 0 }
    return max(1, Int((share * Double(count)).rounded(.down)))
  }

  /// FNV-1a over the UTF-8 bytes, then the finaliser of SplitMix64.
  ///
  /// FNV alone leaves the high bits of names that differ in their last digits close together.
  static func hash(of objectID: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in objectID.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
