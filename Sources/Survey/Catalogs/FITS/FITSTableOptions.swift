package import Imaging

/// What a FITS table leaves open.
package struct FITSTableOptions: Sendable, Equatable {
  /// The EXTNAME or number of the table, counted from 1; the first table unless said otherwise.
  package var table: String?
  /// The column of picture arrays; `cutout` or `image`, where there is one, unless said otherwise.
  package var cutoutColumn: String?
  /// Which bands of a picture array become red, green and blue.
  package var bands: BandMapping

  package init(
    table: String? = nil, cutoutColumn: String? = nil, bands: BandMapping = .automatic
  ) {
    self.table = table
    self.cutoutColumn = cutoutColumn
    self.bands = bands
  }
}
