import Foundation
package import Imaging

/// Cuts the galaxies of a list of sky positions out of one large FITS image.
///
/// The list is a CSV or a FITS table with the columns `object_id`, `ra` and `dec`, and whatever a
/// catalog has besides. Cutouts are read by all cores, some tens at a time; each core has the file
/// open once, and only the rows and columns of a cutout are read.
///
/// ```swift
/// let reader = try MosaicReader(
///   positions: "galaxies.csv", mosaic: "coadd.fits", angle: 20)   // 20 arcseconds a side
/// ```
package struct MosaicReader: CatalogReader {
  package let catalogName: String
  package let count: Int?
  package var columns: [CatalogRole: String] { positions.columns }
  private var positions: any CatalogReader
  private let cutter: MosaicCutter
  private let batchSize: Int
  private var ready: [CatalogItem] = []
  private var position = 0

  /// Opens the list and the mosaic.
  ///
  /// - Parameters:
  ///   - positions: A CSV or a FITS table.
  ///   - columns: Which of its columns hold what; a picture's path is not needed.
  ///   - mosaic: A FITS image with world coordinates, compressed by tiles or not.
  ///   - bands: Which of its bands become red, green and blue.
  ///   - table: Which table of a FITS file is the list; `nil` takes the first.
  ///   - angle: The side of a cutout in arcseconds; `nil` takes `size` pixels of the mosaic.
  ///   - size: Pixels of the mosaic on each side of a cutout, where no angle is given.
  /// - Throws: `SurveyError` when either cannot be read; a position outside is a rejection.
  package init(
    positions list: String, columns: CatalogColumns = CatalogColumns(), mosaic path: String,
    bands: BandMapping = .automatic, table: String? = nil, angle: Double? = nil, size: Int = 64
  ) throws(SurveyError) {
    positions = try MosaicReader.open(list, columns: columns, table: table)
    catalogName = positions.catalogName
    count = positions.count
    cutter = try MosaicCutter(path: path, bands: bands, angle: angle, size: size)
    batchSize = cutter.batchSize
  }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    if position == ready.count {
      var items: [CatalogItem] = []
      while items.count < batchSize, let item = try positions.next() { items.append(item) }
      ready = cutter.cut(items)
      position = 0
      if ready.isEmpty { return nil }
    }
    position += 1
    return ready[position - 1]
  }

  /// A FITS table is told by its first bytes; anything else is read as CSV.
  private static func open(
    _ path: String, columns: CatalogColumns, table: String?
  ) throws(SurveyError) -> any CatalogReader {
    if try CatalogContent(path: path) == .fits {
      return try FITSTableReader(
        path: path, columns: columns, options: FITSTableOptions(table: table), needsPixels: false)
    }
    return try CSVReader(path: path, columns: columns, needsPath: false)
  }
}
