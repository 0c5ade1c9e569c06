import Foundation
import Imaging

extension CatalogFormat {
  /// Where the pixels of one galaxy are, for one that was imported before.
  ///
  /// Files are opened for this galaxy alone and closed again, so nothing of them is held.
  ///
  /// - Parameters:
  ///   - source: What the import noted for it: its file, or its row such as `survey.h5 row 12`.
  ///   - catalog: The path of the catalog.
  ///   - position: Where on the sky it is, in degrees.
  ///   - options: How the catalog was read.
  /// - Returns: `nil` where what was noted does not tell.
  /// - Throws: `SurveyError` where the catalog can't be read, `ImagingError` where its pixels can't.
  package func picture(
    from source: String, in catalog: String, at position: (ra: Double, dec: Double)?,
    options: CatalogOptions
  ) throws -> PictureSource? {
    let row = CatalogFormat.row(in: source, of: catalog)
    switch self {
    case .auto: return nil
    case .folder, .csv: return .file(source)
    case .fits:
      guard let row else { return .file(source) }
      return try CatalogFormat.cell(row, of: catalog, options)
    case .mosaic:
      guard let mosaic = options.mosaic, let position else { return nil }
      let image = try FITSMosaic(path: mosaic, bands: options.fits.bands)
      let side = options.cutoutArcsec.map(image.pixels(forArcseconds:)) ?? options.size
      return .float(
        try image.cutout(rightAscension: position.ra, declination: position.dec, side: side))
    case .galaxy10, .galaxymnist:
      guard let row else { return nil }
      let images = try HDF5File(path: catalog).dataset(HDF5Layout.images)
      let pictures = try HDF5Pictures(images, path: catalog)
      guard images.shape[0] > row else { return nil }
      return .raster(try pictures.read(row..<row + 1)[0])
    }
  }

  /// The row that an origin such as `survey.h5 row 12` names.
  private static func row(in source: String, of catalog: String) -> Int? {
    let start = "\((catalog as NSString).lastPathComponent) row "
    guard source.hasPrefix(start), let row = Int(source.dropFirst(start.count)), row >= 0 else {
      return nil
    }
    return row
  }

  /// The picture in a row of a FITS table, counted from 1.
  private static func cell(
    _ row: Int, of catalog: String, _ options: CatalogOptions
  ) throws -> PictureSource? {
    let table = try FITSTable(path: catalog, table: options.fits.table)
    let layout = try FITSTableLayout(
      table: table, columns: options.columns, options: options.fits, needsPixels: true,
      path: catalog)
    guard case .cutout(let column, let shape) = layout.pixels, row >= 1, row <= table.rowCount
    else { return nil }
    switch try table.picture(column, row: row - 1, shape: shape) {
    case .bytes(let raster): return .raster(raster)
    case .floats(let raster): return .float(raster)
    }
  }
}
