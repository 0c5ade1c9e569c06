import Foundation
import Imaging

/// Reads Galaxy10 and GalaxyMNIST from their HDF5 files, a block of rows at a time.
///
/// Galaxies have no names in these files: they are called after their row, counted from 0, such as
/// `galaxy10-000123` and `galaxymnist-train-000123`. Positions and redshifts are taken from `ra`,
/// `dec` and `redshift` where there are such datasets, and every other column of numbers, such as
/// the pixel scale `pxscale`, is kept as text.
package struct HDF5Reader: CatalogReader {
  package let catalogName: String
  package let count: Int?
  private let file: String
  private let prefix: String
  private let pictures: HDF5Pictures
  private let columns: HDF5Columns
  private let rows: Int
  private let blockLength: Int
  private var block: [CatalogItem] = []
  private var position = 0
  private var nextRow = 0

  /// Opens the file, which must be of this layout.
  ///
  /// - Parameter blockBytes: Most memory that the pictures read together take, if not one.
  init(path: String, layout: HDF5Layout, blockBytes: Int = 16 << 20) throws(SurveyError) {
    file = (path as NSString).lastPathComponent
    catalogName = (file as NSString).deletingPathExtension
    let contents = try HDF5File(path: path)
    let names = try contents.names()
    guard layout.fits(names) else {
      throw .foreignHDF5(path: path, expected: layout.expectation, found: names)
    }
    let images = try contents.dataset(HDF5Layout.images)
    pictures = try HDF5Pictures(images, path: path)
    rows = images.shape[0]
    columns = try HDF5Columns(
      contents, names: names, labels: layout.labels,
      classNames: layout.classNames(pictures.width), rows: rows)
    blockLength = max(1, blockBytes / pictures.byteCount)
    prefix = layout.objectPrefix(pictures.width, file)
    count = rows
  }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    if position == block.count {
      guard nextRow < rows else { return nil }
      block = try read(nextRow..<min(rows, nextRow + blockLength))
      nextRow += block.count
      position = 0
    }
    position += 1
    return block[position - 1]
  }

  private func read(_ range: Range<Int>) throws(SurveyError) -> [CatalogItem] {
    let values = try columns.read(range)
    let rasters = try pictures.read(range)
    return zip(range, zip(rasters, values)).map { row, known in
      let origin = "\(file) row \(row)"
      switch known.1 {
      case .failure(let reason):
        return .rejection(Rejection(source: origin, reason: reason))
      case .success(let values):
        let digits = String(row)
        let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        return .entry(
          CatalogEntry(
            objectID: "\(prefix)-\(number)", picture: .raster(known.0), label: values.label,
            rightAscension: values.rightAscension, declination: values.declination,
            redshift: values.redshift, attributes: values.attributes, row: row, origin: origin))
      }
    }
  }
}
