package import Imaging
package import Vocabulary

/// The hunt's side of a review: what there is to see of a question's galaxy, and what the head makes
/// of the answers so far.
///
/// Every method may be called from any thread. Only `cutout` and `beliefs` are quick.
package protocol ReviewGuide: Sendable {
  /// The stored pixels, to be shown at once.
  func cutout(of question: Question) throws -> Raster
  /// The best picture there is for a view; `side` is the longest side in pixels that can be shown.
  func picture(of question: Question, view: PictureView, side: Int) throws -> ReviewPicture
  /// What the catalog says of the galaxy besides its id, position and redshift: column and text.
  func details(of question: Question) -> [(name: String, value: String)]
  /// Told of what was recorded; the head learns from it in the background.
  func learn(_ commit: ReviewCommit)
  /// What the head makes of the answers it knows by now; nil before it has learned any.
  func beliefs() -> ReviewBeliefs?
  /// Whether newer beliefs are on their way; while it is false there is nothing to wait for.
  var isLearning: Bool { get }
  /// The question that is most worth asking now, opened in the store; nil where nothing is left, or
  /// the review is not adaptive.
  ///
  /// It follows from the newest beliefs that are there and waits only for the very first.
  func next() throws -> Question?
  /// Ends what goes on in the background: after this nothing reads the hunt any more.
  func close()
}

extension ReviewGuide {
  /// Nothing is learned.
  package var isLearning: Bool { false }
  /// Nothing goes on in the background.
  package func close() {}
}

/// A picture, or several with a caption each.
package struct ReviewPicture: Sendable {
  /// One picture of a view.
  package struct Part: Sendable {
    /// The pixels.
    package let raster: Raster
    /// Short lines that belong below it.
    package let captions: [String]

    /// A picture with its captions.
    package init(_ raster: Raster, captions: [String] = []) {
      self.raster = raster
      self.captions = captions
    }
  }

  /// In their order.
  package let parts: [Part]
  /// One line about where it is from, or why it is not what was asked for; empty where there is
  /// nothing to say.
  package let note: String

  /// Pictures that are shown together.
  package init(_ parts: [Part], note: String = "") {
    self.parts = parts
    self.note = note
  }
}

/// What the head makes of the answers up to a moment.
package struct ReviewBeliefs: Sendable {
  /// What it makes of one question.
  package struct Belief: Sendable, Equatable {
    /// The probability of each class.
    package let probabilities: [HuntClass.ID: Double]
    /// What is left for kinds that are like no class.
    package let reserve: Double
    /// Why the galaxy is worth asking about, in the head's present terms.
    package let why: String

    /// A belief about one galaxy.
    package init(probabilities: [HuntClass.ID: Double], reserve: Double, why: String) {
      self.probabilities = probabilities
      self.reserve = reserve
      self.why = why
    }
  }

  /// Grows with every refit.
  package let generation: Int
  /// By the number of the question.
  package let beliefs: [Question.ID: Belief]
  /// The open questions, the one most worth asking first.
  package let order: [Question.ID]

  /// What a refit came to.
  package init(generation: Int, beliefs: [Question.ID: Belief], order: [Question.ID]) {
    self.generation = generation
    self.beliefs = beliefs
    self.order = order
  }
}
