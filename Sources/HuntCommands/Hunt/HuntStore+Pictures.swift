import Imaging
import Review
import Store

extension HuntStore {
  /// A galaxy's cutout as a picture.
  func raster(of galaxy: Int64) throws -> Raster {
    StoredPicture.raster(of: try cutout(of: galaxy), stretch: try stretch(of: galaxy))
  }
}
