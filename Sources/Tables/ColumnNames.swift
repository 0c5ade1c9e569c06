/// What tables call the column that names an object, and the one with its class.
package enum ColumnNames {
  /// Besides `object_id`: `objID` of SDSS, `dr7objid` of Galaxy Zoo.
  package static let objectID = [
    "objid", "galaxyid", "sourceid", "targetid", "dr7objid", "dr8objid", "specobjid",
    "idstr", "id", "iauname", "designation", "objname",
  ]
  /// Besides `label`.
  package static let label = [
    "labels", "class", "classname", "classification", "galaxyclass", "morphology",
  ]

  /// The column of a name of one's own, or else of one of the usual ones, the first of them first.
  ///
  /// Capitals, blanks and punctuation do not matter.
  package static func place(of own: String, or usual: [String], in names: [String]) -> Int? {
    if let exact = names.firstIndex(of: own) { return exact }
    let plain = names.map(plain)
    for name in [Self.plain(own)] + usual {
      if let place = plain.firstIndex(of: name) { return place }
    }
    return nil
  }

  /// Small letters and digits alone.
  package static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
