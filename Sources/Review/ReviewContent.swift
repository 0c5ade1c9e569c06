package import Foundation
package import Imaging

/// What is shown of a question besides what the session knows.
package struct ReviewContent: Sendable {
  /// The picture or pictures, nil while there is none.
  package var picture: ReviewPicture?
  /// Why there is no picture, empty where there is one.
  package var trouble = ""
  /// What of the galaxy is shown.
  package var view = PictureView()
  /// What the head makes of the question by now.
  package var belief: ReviewBeliefs.Belief?
  /// What the catalog says besides.
  package var details: [(name: String, value: String)] = []

  /// Nothing yet.
  package init() {}

  /// One picture and no more.
  package init(_ raster: Raster) { picture = ReviewPicture([.init(raster)]) }
}
