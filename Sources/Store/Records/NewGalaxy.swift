/// What a catalog says of a galaxy beside its picture.
package struct GalaxyFacts: Sendable, Equatable {
  /// The survey's own name of it; unique within the catalog.
  package var objectID: String
  /// Right ascension in degrees; given together with `dec` or not at all.
  package var ra: Double?
  /// Declination in degrees.
  package var dec: Double?
  /// Redshift z.
  package var redshift: Double?
  /// The catalog's own label.
  package var knownClass: String?
  /// The catalog's other columns, as text.
  package var attributes: [String: String]
  /// File or row it was read from.
  package var source: String
  /// How the file looked from outside, by which an unchanged one need not be read again.
  package var fingerprint: String?

  /// An empty label counts as none.
  package init(
    objectID: String, ra: Double? = nil, dec: Double? = nil, redshift: Double? = nil,
    knownClass: String? = nil, attributes: [String: String] = [:], source: String,
    fingerprint: String? = nil
  ) {
    self.objectID = objectID
    self.ra = ra
    self.dec = dec
    self.redshift = redshift
    self.knownClass = knownClass?.isEmpty == true ? nil : knownClass
    self.attributes = attributes
    self.source = source
    self.fingerprint = fingerprint
  }
}

/// A galaxy as a catalog reader hands it over.
package struct NewGalaxy: Sendable {
  /// What its catalog says of it.
  package var facts: GalaxyFacts
  /// Hexadecimal digest of its pixels, by which equal pictures are found.
  package var sha256: String
  /// Its pixels.
  package var cutout: StoredCutout

  /// A galaxy with its picture.
  package init(_ facts: GalaxyFacts, sha256: String, cutout: StoredCutout) {
    self.facts = facts
    self.sha256 = sha256
    self.cutout = cutout
  }

  /// A galaxy with its picture and what its catalog says of it.
  package init(
    objectID: String, ra: Double? = nil, dec: Double? = nil, redshift: Double? = nil,
    knownClass: String? = nil, attributes: [String: String] = [:], source: String,
    sha256: String, cutout: StoredCutout
  ) {
    self.init(
      GalaxyFacts(
        objectID: objectID, ra: ra, dec: dec, redshift: redshift, knownClass: knownClass,
        attributes: attributes, source: source),
      sha256: sha256, cutout: cutout)
  }
}
