import Imaging

/// Which columns of a FITS table hold what an object needs.
struct FITSTableLayout {
  /// Where an object's pixels come from.
  enum Pixels {
    case path(FITSColumn)
    case cutout(FITSColumn, FITSTable.PictureShape)
    /// From elsewhere, such as a mosaic.
    case none
  }

  let objectID: FITSColumn
  let pixels: Pixels
  let label: FITSColumn?
  let rightAscension: FITSColumn?
  let declination: FITSColumn?
  let redshift: FITSColumn?
  /// The columns that are kept as text.
  let others: [FITSColumn]

  /// Finds the columns; names are compared exactly first, then without regard to case.
  init(
    table: FITSTable, columns: CatalogColumns, options: FITSTableOptions, needsPixels: Bool,
    path: String
  ) throws(SurveyError) {
    let all = table.columns
    func column(_ name: String) -> FITSColumn? {
      all.first { $0.name == name } ?? all.first { $0.name.lowercased() == name.lowercased() }
    }
    func needed(_ name: String, option: String) throws(SurveyError) -> FITSColumn {
      guard let column = column(name) else {
        throw .missingColumn(
          path: path, column: name, existing: all.map(\.name), option: option)
      }
      return column
    }
    objectID = try needed(columns.objectID ?? "object_id", option: "--id-column")
    label =
      if let name = columns.label { try needed(name, option: "--label-column") } else {
        column("label")
      }
    rightAscension = column("ra")
    declination = column("dec")
    redshift = column("redshift")

    var cutout: FITSColumn?
    var file: FITSColumn?
    if needsPixels {
      if let name = options.cutoutColumn {
        cutout = try needed(name, option: "--cutout-column")
      } else if let name = columns.path {
        file = try needed(name, option: "--path-column")
      } else if let column = column("path") {
        file = column
      } else {
        cutout = column("cutout") ?? column("image")
        guard cutout != nil else {
          throw .missingColumn(
            path: path, column: "path", existing: all.map(\.name),
            option: "--path-column or --cutout-column")
        }
      }
    }
    if let cutout {
      do {
        pixels = .cutout(cutout, try table.pictureShape(of: cutout, bands: options.bands))
      } catch {
        throw .unusableFITS(path: path, detail: "\(error)")
      }
    } else {
      pixels = file.map(Pixels.path) ?? .none
    }
    let used = [objectID, label, rightAscension, declination, redshift, file, cutout]
      .compactMap { $0?.number }
    others = all.filter { column in
      if case .pixels = column.kind { return false }
      return column.kind != .other && !column.name.isEmpty && !used.contains(column.number)
    }
  }
}
