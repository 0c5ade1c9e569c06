package import Imaging
package import Vocabulary

/// What is shown of a question besides what the session knows.
package struct ReviewContent: Sendable {
  /// The picture or pictures, nil while there is none.
  package var picture: ReviewPicture?
  /// Why there is no picture, empty where there is one.
  package var trouble = ""
  /// What the catalog says besides.
  package var details: [(name: String, value: String)] = []
  /// The pictures of a page in sheet mode, by the number of their question.
  package var sheet: [Question.ID: Raster] = [:]

  /// Nothing yet.
  package init() {}

  /// One picture and no more.
  package init(_ raster: Raster) { picture = ReviewPicture([.init(raster)]) }
}
