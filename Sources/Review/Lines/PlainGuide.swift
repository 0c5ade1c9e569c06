package import Imaging
package import Vocabulary

/// A guide that knows a picture of each galaxy and learns nothing.
package struct PlainGuide: ReviewGuide {
  private let cutout: @Sendable (Question) throws -> Raster

  /// Shows what the closure gives.
  package init(cutout: @escaping @Sendable (Question) throws -> Raster) { self.cutout = cutout }

  package func cutout(of question: Question) throws -> Raster { try cutout(question) }

  package func picture(
    of question: Question, view: PictureView, side: Int
  ) throws -> ReviewPicture {
    ReviewPicture(
      [.init(try cutout(question))],
      note: view.subject == .galaxy ? "" : "there is nothing else to show of it")
  }

  package func details(of question: Question) -> [(name: String, value: String)] { [] }
  package func learn(_ commit: ReviewCommit) {}
  package func beliefs() -> ReviewBeliefs? { nil }
  package func next() throws -> Question? { nil }
}
