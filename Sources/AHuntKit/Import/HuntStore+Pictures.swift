package import Imaging
import Review
import Store

extension HuntStore {
  /// A galaxy's cutout as a picture.
  func raster(of galaxy: Int64) throws -> Raster {
    StoredPicture.raster(of: try cutout(of: galaxy), stretch: try stretch(of: galaxy))
  }
}

extension Hunt {
  /// A galaxy's cutout as a picture.
  package func picture(of galaxy: Int64) throws -> Raster { try store.raster(of: galaxy) }
}
