/// What an import of one chunk came to.
package struct InsertedGalaxies: Sendable, Equatable {
  /// Galaxies that are new.
  package var inserted = 0
  /// Object ids that were there just like this.
  package var skipped = 0
  /// Object ids that were there and are otherwise now.
  package var changed: [ChangedGalaxy] = []

  /// Nothing inserted yet.
  package init() {}

  /// Adds the counts of another chunk.
  package static func += (left: inout InsertedGalaxies, right: InsertedGalaxies) {
    left.inserted += right.inserted
    left.skipped += right.skipped
    left.changed += right.changed
  }
}

/// A galaxy whose catalog now says or shows something else than the store holds.
package struct ChangedGalaxy: Sendable, Equatable {
  /// The survey's own name of it.
  package let objectID: String
  /// File or row it was read from this time.
  package let source: String
  /// What differs: `picture`, `label`, `position`, `redshift`, `attributes`.
  package let differences: [String]
  /// Whether the store took the new version; otherwise it kept the old one.
  package let wasReplaced: Bool
}

/// A galaxy that has the very same pixels as an earlier one.
package struct DuplicatePicture: Sendable, Equatable {
  /// The later of the two.
  package let objectID: String
  /// The first galaxy with these pixels.
  package let first: String
  /// The catalog that the first one is in.
  package let catalog: String
}
