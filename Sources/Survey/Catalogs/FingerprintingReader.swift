/// Notes beside every object of a catalog how the file with its pixels looked before it was read.
package struct FingerprintingReader: CatalogReader {
  private var reader: any CatalogReader
  private let containers: String?

  /// Wraps a reader.
  ///
  /// - Parameter containers: The files that hold the pixels of objects without files of their own:
  ///   an HDF5 file, a table with pictures in it, a mosaic and its list of positions.
  package init(_ reader: any CatalogReader, containers: [String]) {
    self.reader = reader
    let fingerprints = containers.map(FileFingerprint.of)
    self.containers =
      fingerprints.contains(nil)
      ? nil : fingerprints.compactMap { $0 }.joined(separator: ", ")
  }

  package var catalogName: String { reader.catalogName }
  package var count: Int? { reader.count }
  package var columns: [CatalogRole: String] { reader.columns }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    let item = try reader.next()
    guard case .entry(var entry)? = item else { return item }
    if let path = entry.picture.path {
      entry.fingerprint = FileFingerprint.of(path)
    } else {
      entry.fingerprint = containers
    }
    return .entry(entry)
  }
}
