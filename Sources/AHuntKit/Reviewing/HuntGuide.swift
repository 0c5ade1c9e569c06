package import Hunting
package import Imaging
package import Review
import Store
import Survey
package import Vocabulary

extension Hunt {
  /// What a review asks of this hunt: pictures, what the head makes of the answers, and the next question.
  ///
  /// It learns in the background from the moment it is made until it is closed or let go of.
  ///
  /// - Parameters:
  ///   - learns: whether the head learns from the answers, whose beliefs are then shown.
  ///   - isAdaptive: whether `next` draws questions, each by what was answered so far, for which it
  ///     learns in any case.
  ///   - budget: how such questions are divided over the arms.
  ///   - again: questions that are asked for reasons of their own, of which the head says what it makes.
  ///   - activity: whose clock the store gets its time from.
  package func reviewGuide(
    learns: Bool = true, isAdaptive: Bool = false, budget: QueryBudget = .standard,
    again: [Question] = [], activity: Activity = Activity()
  ) -> HuntGuide {
    HuntGuide(self, learns: learns, budget: isAdaptive ? budget : nil, again, activity)
  }
}

/// A hunt's side of a review.
package final class HuntGuide: ReviewGuide {
  private let store: HuntStore
  private let gate: StoreGate
  private let pictures: ReviewPictures
  private let learning: LiveLearning?
  private let questions: AdaptiveQuestions?

  init(
    _ hunt: Hunt, learns: Bool, budget: QueryBudget?, _ again: [Question], _ activity: Activity
  ) {
    store = hunt.store
    let gate = StoreGate()
    self.gate = gate
    pictures = ReviewPictures(hunt.store, gate, hunt: hunt.id)
    guard learns || budget != nil else {
      (learning, questions) = (nil, nil)
      return
    }
    let learning = LiveLearning(
      hunt.store, gate, hunt: hunt.id, budget: budget, again: again)
    self.learning = learning
    questions = budget.map { _ in
      AdaptiveQuestions(hunt.store, gate, hunt: hunt.id, learning, now: activity.now)
    }
  }

  deinit {
    learning?.close()
  }

  package func cutout(of question: Question) throws -> Raster {
    try store.raster(of: question.galaxy)
  }

  package func picture(
    of question: Question, view: PictureView, side: Int
  ) throws -> ReviewPicture {
    try pictures.picture(of: question, view: view, side: side)
  }

  /// The columns in alphabetical order; those that are empty, and the truth of a simulated sky, are left
  /// out.
  package func details(of question: Question) -> [(name: String, value: String)] {
    guard let record = try? store.galaxies(ids: [question.galaxy]).first else { return [] }
    return record.attributes
      .filter { !$0.value.isEmpty && $0.key != SkySimulator.truthColumn }
      .sorted { $0.key < $1.key }
      .map { (name: $0.key, value: $0.value) }
  }

  /// Which answer it was does not matter: the head learns whatever stands in the store by then.
  package func learn(_ commit: ReviewCommit) {
    switch commit {
    case .flag, .note: break
    case .answer, .answerNew, .skip, .change, .changeNew, .swap, .undo, .redo, .page, .addClass,
      .removeClass:
      learning?.wake()
    }
  }

  package func beliefs() -> ReviewBeliefs? { learning?.newest?.beliefs }

  package var isLearning: Bool { learning?.isLearning ?? false }

  package func next() throws -> Question? { try questions?.next() }

  /// A fit that is under way is not waited for, nor is a file that is being read; a network that redraws
  /// a galaxy is, for it must not be torn down at its work.
  package func close() {
    learning?.close()
    gate.close()
  }
}
