import Tables

/// What a column of a table can tell of a galaxy, by the name that AHunt gives such a column.
package enum CatalogRole: String, CaseIterable, Sendable {
  case objectID = "object_id"
  case path
  case label
  case rightAscension = "ra"
  case declination = "dec"
  case redshift

  /// Which of a table's columns plays the part, where none was named.
  ///
  /// AHunt's own name comes first, then what surveys call such a column: `objID` of SDSS, `RAJ2000`
  /// of VizieR, `file_loc` of Galaxy Zoo. Capitals, blanks and punctuation do not matter.
  func place(in names: [String]) -> Int? {
    if let place = ColumnNames.place(of: rawValue, or: usual, in: names) { return place }
    let plain = names.map(ColumnNames.plain)
    // A table with magnitudes has z among its bands.
    let bands: Set<String> = ["u", "g", "r", "i"]
    if self == .redshift, bands.isDisjoint(with: plain) { return plain.firstIndex(of: "z") }
    return nil
  }

  /// The column that was named, in its own spelling or without regard to capitals.
  static func place(named name: String, in names: [String]) -> Int? {
    names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
  }

  private var usual: [String] {
    switch self {
    case .objectID: ColumnNames.objectID
    case .path:
      [
        "imagepath", "imgpath", "filepath", "fileloc", "jpgloc", "jpegloc", "pngloc", "filename",
        "imagefile", "imagefilename", "imagename", "file", "image", "img", "cutout",
      ]
    case .label: ColumnNames.label
    case .rightAscension:
      ["radeg", "raj2000", "rajdeg", "raicrs", "rightascension", "alphaj2000", "rad", "targetra"]
    case .declination:
      [
        "decdeg", "dej2000", "decj2000", "dejdeg", "deicrs", "decicrs", "declination", "deltaj2000",
        "decd", "de", "targetdec",
      ]
    case .redshift:
      ["zspec", "specz", "photoz", "zphot", "zbest", "zred", "redshifts"]
    }
  }
}
