import Store
import Survey

extension GalaxyFacts {
  /// What the catalog says, as the store keeps it.
  init(_ entry: CatalogEntry) {
    self.init(
      objectID: entry.objectID, ra: entry.rightAscension, dec: entry.declination,
      redshift: entry.redshift, knownClass: entry.label, attributes: entry.attributes,
      source: entry.picture.path ?? entry.origin, fingerprint: entry.fingerprint)
  }
}

extension NewGalaxy {
  /// A cutout with what its catalog says of it.
  init(_ cutout: Cutout) {
    self.init(
      GalaxyFacts(cutout.entry), sha256: cutout.sha256, cutout: StoredCutout(cutout.pixels))
  }
}
