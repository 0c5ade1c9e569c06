import Foundation
import Imaging

extension Raster {
  /// The picture as a JPEG data URI.
  func dataURI(for object: String) throws(PagesError) -> String {
    do {
      return "data:image/jpeg;base64," + (try jpegData(quality: 88).base64EncodedString())
    } catch {
      throw .thumbnail(object: object, message: "\(error)")
    }
  }
}
