import Foundation

/// The kinds of catalog that can be read.
package enum CatalogFormat: String, CaseIterable, Sendable {
  /// Decided by the content of what lies at the path.
  case auto
  /// A folder of pictures.
  case folder
  /// A table of picture paths.
  case csv
  /// A FITS table of picture paths, or of pictures.
  case fits
  /// A table of sky positions, and the FITS image that shows them.
  case mosaic
  /// Galaxy10 DECaLS or SDSS, in HDF5.
  case galaxy10
  /// GalaxyMNIST's training or test part, in HDF5.
  case galaxymnist

  /// Opens the catalog at a path.
  ///
  /// - Throws: `SurveyError` when there is nothing at the path, nothing in it, or no such format.
  package func open(
    _ path: String, options: CatalogOptions = CatalogOptions()
  ) throws(SurveyError) -> any CatalogReader {
    let content = try CatalogContent(path: path)
    let isFolder = content == .folder
    if isFolder && ![.auto, .folder, .csv].contains(self) {
      throw .isAFolder(path: path, format: self)
    }
    if self == .auto {
      return try CatalogFormat.detected(at: path, options: options).open(path, options: options)
    }
    return try GuardedReader(path) { () throws(SurveyError) in
      try refuseUnused(options, of: path, content)
      return try reader(of: path, options: options, isFolder: isFolder)
    }
  }

  private func reader(
    of path: String, options: CatalogOptions, isFolder: Bool
  ) throws(SurveyError) -> any CatalogReader {
    switch self {
    case .auto:
      preconditionFailure("what lies there is known by now")
    case .folder:
      guard isFolder else { throw .notAFolder(path: path) }
      return try FolderReader(path: path)
    case .csv:
      guard isFolder else { return try CSVReader(path: path, columns: options.columns) }
      guard let table = CatalogFormat.table(in: path) else {
        throw .notATable(path: path, detail: "it is a folder without \(CatalogFormat.tableName)")
      }
      return try CSVReader(
        path: table, columns: options.columns, catalogName: FolderReader.name(ofFolder: path))
    case .fits:
      return try FITSTableReader(path: path, columns: options.columns, options: options.fits)
    case .mosaic:
      guard let mosaic = options.mosaic else { throw .noMosaic(path: path) }
      return try MosaicReader(
        positions: path, columns: options.columns, mosaic: mosaic, bands: options.fits.bands,
        table: options.fits.table, angle: options.cutoutArcsec, size: options.size)
    case .galaxy10:
      return try HDF5Reader(path: path, layout: .galaxy10)
    case .galaxymnist:
      return try HDF5Reader(path: path, layout: .galaxyMNIST)
    }
  }

  /// What lies at a path, told by its first bytes and not by its name.
  ///
  /// A folder that holds a `catalog.csv` is read by that table, since it knows labels and
  /// positions. HDF5 files are told apart by the datasets in them. Text is taken for CSV. A table
  /// that is given together with a mosaic is a list of positions.
  package static func detected(
    at path: String, options: CatalogOptions = CatalogOptions()
  ) throws(SurveyError) -> CatalogFormat {
    switch try CatalogContent(path: path) {
    case .folder:
      return table(in: path) == nil ? .folder : .csv
    case .hdf5:
      let names = try GuardedReader.reading(path) { () throws(SurveyError) in
        try HDF5File(path: path).names()
      }
      guard let layout = HDF5Layout.all.first(where: { $0.fits(names) }) else {
        throw .foreignHDF5(
          path: path,
          expected: HDF5Layout.all.map(\.expectation).joined(separator: ", "), found: names)
      }
      return layout == .galaxy10 ? .galaxy10 : .galaxymnist
    case .fits:
      return options.mosaic == nil ? .fits : .mosaic
    case .text:
      return options.mosaic == nil ? .csv : .mosaic
    case .foreign(let kind):
      throw .notACatalog(path: path, kind)
    }
  }

  /// The name of the table that a survey folder may hold, as `SkySimulator` writes it.
  package static let tableName = "catalog.csv"

  private static func table(in folder: String) -> String? {
    let path = (folder as NSString).appendingPathComponent(tableName)
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
