/// How a catalog is to be read, where its content leaves that open.
package struct CatalogOptions: Sendable, Equatable {
  /// Which columns of a table hold what.
  package var columns: CatalogColumns
  /// Which table of a FITS file, and which of its bands become red, green and blue.
  package var fits: FITSTableOptions
  /// The FITS image that the galaxies of a list of positions are cut out of.
  package var mosaic: String?
  /// Side of a cutout from the mosaic in arcseconds; `nil` takes `size` of its pixels.
  package var cutoutArcsec: Double?
  /// Pixels on each side of the finished cutout.
  package var size: Int

  package init(
    columns: CatalogColumns = CatalogColumns(), fits: FITSTableOptions = FITSTableOptions(),
    mosaic: String? = nil, cutoutArcsec: Double? = nil, size: Int = 64
  ) {
    self.columns = columns
    self.fits = fits
    self.mosaic = mosaic
    self.cutoutArcsec = cutoutArcsec
    self.size = size
  }
}
