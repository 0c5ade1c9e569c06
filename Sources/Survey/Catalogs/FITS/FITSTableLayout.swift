import Imaging

/// Which columns of a FITS table hold what an object needs.
struct FITSTableLayout {
  /// Where an object's pixels come from.
  enum Pixels {
    case path(FITSColumn)
    case cutout(FITSColumn, FITSTable.PictureShape)
    /// From a file that is named by its object.
    case objectID
    /// From no file of the object's own, such as a mosaic.
    case elsewhere
  }

  let objectID: FITSColumn
  let pixels: Pixels
  let label: FITSColumn?
  let rightAscension: FITSColumn?
  let declination: FITSColumn?
  let redshift: FITSColumn?
  /// The columns that are kept as text.
  let others: [FITSColumn]
  /// Which columns play which part.
  let used: [CatalogRole: String]

  /// Finds the columns, by the names given or else by those that surveys use.
  init(
    table: FITSTable, columns: CatalogColumns, options: FITSTableOptions, needsPixels: Bool,
    path: String
  ) throws(SurveyError) {
    let all = table.columns
    var used: [CatalogRole: String] = [:]
    func named(_ name: String, _ sought: SoughtColumn) throws(SurveyError) -> FITSColumn {
      guard let place = CatalogRole.place(named: name, in: all.map(\.name)) else {
        throw .missingColumn(path: path, column: name, existing: all.map(\.name), sought: sought)
      }
      return all[place]
    }
    func column(
      _ role: CatalogRole, named name: (String, SoughtColumn)? = nil
    ) throws(SurveyError) -> FITSColumn? {
      let likely = all.filter { role.mayBe($0.kind) }
      let column =
        if let (name, sought) = name { try named(name, sought) } else {
          role.place(in: likely.map(\.name)).map { likely[$0] }
        }
      if let column { used[role] = column.name }
      return column
    }
    guard
      let objectID = try column(.objectID, named: columns.objectID.map { ($0, .objectID) })
    else {
      throw .missingColumn(
        path: path, column: CatalogRole.objectID.rawValue, existing: all.map(\.name),
        sought: .objectID)
    }
    self.objectID = objectID
    label = try column(.label, named: columns.label.map { ($0, .label) })
    rightAscension = try column(.rightAscension)
    declination = try column(.declination)
    redshift = try column(.redshift)

    var cutout: FITSColumn?
    var file: FITSColumn?
    if needsPixels {
      if let name = options.cutoutColumn {
        cutout = try named(name, .cutout)
      } else if let name = columns.path {
        file = try column(.path, named: (name, .path))
      } else if all.contains(where: { $0.kind == .text && $0.name.lowercased() == "path" }) {
        file = try column(.path)
      } else {
        cutout = FITSTableLayout.pictures(among: all)
        if cutout == nil { file = try column(.path) }
        guard cutout != nil || file != nil || columns.pictures != nil else {
          throw .missingColumn(
            path: path, column: CatalogRole.path.rawValue, existing: all.map(\.name),
            sought: .pathOrCutout)
        }
      }
    }
    if let cutout {
      do throws(ImagingError) {
        pixels = .cutout(cutout, try table.pictureShape(of: cutout, bands: options.bands))
      } catch {
        throw .unusableFITS(path: path, error)
      }
    } else {
      pixels = file.map(Pixels.path) ?? (needsPixels ? .objectID : .elsewhere)
    }
    let taken = [objectID, label, rightAscension, declination, redshift, file, cutout]
      .compactMap { $0?.number }
    others = all.filter { column in
      if case .pixels = column.kind { return false }
      return column.kind != .other && !column.name.isEmpty && !taken.contains(column.number)
    }
    self.used = used
  }

  /// The column that is called as one of pictures, or the only one that can be.
  private static func pictures(among columns: [FITSColumn]) -> FITSColumn? {
    let arrays = columns.filter { if case .pixels = $0.kind { true } else { false } }
    for name in ["cutout", "image", "cutouts", "images", "stamp", "stamps", "picture", "img"] {
      if let column = arrays.first(where: { $0.name.lowercased() == name }) { return column }
    }
    return arrays.count == 1 ? arrays[0] : nil
  }
}

extension CatalogRole {
  /// Whether a column of this kind can play the part.
  fileprivate func mayBe(_ kind: FITSColumn.Kind) -> Bool {
    switch (self, kind) {
    case (_, .pixels), (_, .other): false
    case (.path, _): kind == .text
    case (.objectID, .real), (.redshift, .logical): false
    case (.rightAscension, .logical), (.declination, .logical): false
    default: true
    }
  }
}
