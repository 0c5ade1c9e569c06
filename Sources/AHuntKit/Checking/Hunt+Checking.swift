package import Store

/// A look through a hunt for damage.
public struct CheckRequest: Sendable {
  /// Whether the pixels of every galaxy are held against their digests too, which reads all of the file.
  public var isDeep = false
  /// Whether what is wrong and can be computed again is dropped.
  public var isRepairing = false

  /// A look through all but the pixels that changes nothing.
  public init() {}
}

/// What a look through a hunt came to.
public struct CheckSummary: Sendable {
  /// Something that is not as it should be.
  public struct Problem: Sendable {
    /// The table, or the part of the file, that it is in.
    public let table: String
    /// Which row, such as `model 2, galaxy 7`; empty where it is about the whole table.
    public let row: String
    /// What is wrong, as a part of a sentence.
    public let fault: String
    /// Whether it is gone by now.
    public let isRepaired: Bool
    /// The same as the store says it.
    package let found: StoreProblem

    package init(_ found: StoreProblem, isRepaired: Bool) {
      self.found = found
      self.isRepaired = isRepaired
      table = found.table
      row = found.row
      fault = "\(found.fault)"
    }
  }

  /// What is wrong, table by table; of many rows that are wrong in one way, some are named.
  public let problems: [Problem]
  /// Rows that were dropped since they can be computed again, by table.
  public let dropped: [String: Int]
  /// Rows of older versions to which damage can't be told, since no digest is known.
  public let undigested: Int
  /// Rows that have got a digest by now.
  public let digested: Int
  /// Galaxies of the hunt.
  public let galaxies: Int
  /// How long it took, in seconds.
  public let seconds: Double

  /// Whether nothing is wrong, or nothing any more.
  public var isSound: Bool { problems.allSatisfy(\.isRepaired) }
}

extension Hunt {
  /// Looks through the hunt for what is not as it should be: the file itself, its schema, rows that
  /// point nowhere, numbers that are none, results of other pixels, and whatever differs from its digest.
  ///
  /// A repair drops vectors, scores, measures and broken-off trainings, never an answer, a class, a
  /// question, a galaxy or a model.
  ///
  /// - Throws: An error of the store where the hunt can't be read, or written by a repair;
  ///   `HuntError.interrupted`.
  public func check(
    _ request: CheckRequest = CheckRequest(), activity: Activity = Activity()
  ) throws -> CheckSummary {
    let start = activity.seconds()
    let galaxies = try store.galaxyCount()
    let progress = request.isDeep ? activity.begin(.check, total: galaxies) : nil
    defer { progress?.finish() }
    let findings = try store.check(request.isDeep ? .deep : .usual) { done in
      progress?.update(done)
      try activity.check(.nothingStored)
    }
    let repairs = request.isRepairing ? try store.repair(findings) : StoreRepairs()
    return CheckSummary(
      problems: findings.problems.map {
        .init($0, isRepaired: request.isRepairing && $0.isRepairable)
      }, dropped: repairs.dropped, undigested: findings.undigested, digested: repairs.digested,
      galaxies: galaxies, seconds: activity.seconds() - start)
  }

  /// What is wrong with a hunt as far as a moment's look tells: the schema, the models, unfinished
  /// replacements, and a sample of cutouts and vectors.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func glance() throws -> [CheckSummary.Problem] {
    try store.check(.glance).problems.map { .init($0, isRepaired: false) }
  }
}
