package import Vocabulary

/// A page of galaxies that are all taken as one class, but for those that the person marks.
package struct SheetPage: Sendable, Equatable {
  /// What becomes of a galaxy when the page is recorded.
  package enum Mark: Sendable, Equatable {
    /// The class of the page.
    case usual
    /// Another class.
    case other(HuntClass)
    /// It stays open.
    case open
  }

  /// The fewest and the most galaxies of a page.
  package static let sizes = 12...30

  /// The galaxies, row by row.
  package private(set) var questions: [Question]
  /// The class that all are taken as; nil until one is chosen.
  package internal(set) var usual: HuntClass?
  /// Whether the next class key chooses the class of the page.
  package internal(set) var isChoosing: Bool
  /// Index of the galaxy that a key marks.
  package internal(set) var cursor = 0
  /// Galaxies a row; whoever draws the page says it.
  package var columns = 6
  private var marks: [Question.ID: Mark] = [:]

  /// A page of questions, to be taken as the class that is most probable over all of them.
  package init(
    _ questions: [Question], classes: [HuntClass],
    probabilities: (Question) -> [HuntClass.ID: Double] = { $0.probabilities }
  ) {
    self.questions = questions
    var sums: [HuntClass.ID: Double] = [:]
    for question in questions {
      for (label, share) in probabilities(question) { sums[label, default: 0] += share }
    }
    usual = classes.filter { sums[$0.id, default: 0] > 0 }
      .max { sums[$0.id, default: 0] < sums[$1.id, default: 0] }
    isChoosing = usual == nil
  }

  /// What becomes of a galaxy.
  package func mark(of question: Question) -> Mark { marks[question.id] ?? .usual }

  /// The class that a galaxy gets as things stand; nil where it stays open.
  package func chosen(for question: Question) -> HuntClass? {
    switch mark(of: question) {
    case .usual: usual
    case .other(let chosen): chosen
    case .open: nil
    }
  }

  /// What is recorded.
  package var answers: [SheetAnswer] {
    questions.compactMap { question in
      chosen(for: question).map { SheetAnswer(question, $0) }
    }
  }

  /// Questions that stay open.
  package var leftOpen: [Question.ID] {
    questions.filter { mark(of: $0) == .open }.map(\.id)
  }

  /// The galaxy that a key marks.
  package var marked: Question? { questions.indices.contains(cursor) ? questions[cursor] : nil }

  /// Marks the galaxy at the cursor and goes on to the next, or takes the whole page as the class
  /// where that is being chosen.
  mutating func mark(as chosen: HuntClass) {
    if isChoosing {
      (usual, isChoosing) = (chosen, false)
    } else {
      set(chosen.id == usual?.id ? .usual : .other(chosen))
    }
  }

  /// Leaves the galaxy at the cursor open, or no longer.
  mutating func toggleOpen() {
    guard let question = marked else { return }
    set(mark(of: question) == .open ? .usual : .open)
  }

  mutating func set(_ mark: Mark, of question: Question) {
    marks[question.id] = mark == .usual ? nil : mark
  }

  mutating func move(_ step: Int) {
    guard questions.indices.contains(cursor + step) else { return }
    cursor += step
  }

  /// The page without some of its questions.
  func without(_ isGone: (Question.ID) -> Bool) -> SheetPage {
    var page = self
    page.questions.removeAll { isGone($0.id) }
    page.cursor = min(cursor, max(0, page.questions.count - 1))
    return page
  }

  private mutating func set(_ mark: Mark) {
    guard let question = marked else { return }
    set(mark, of: question)
    move(1)
  }
}
