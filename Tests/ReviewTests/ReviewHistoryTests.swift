import Review
import Store
import Testing
import Vocabulary

/// What a log says can be undone and redone.
@Suite struct ReviewHistoryTests {
  private func history(_ steps: AnswerStepSample...) -> ReviewHistory {
    ReviewHistory(steps.map(\.step))
  }

  @Test func undoneThingsAreRedoneInTheirOrder() {
    var history = history(
      .answer(1, galaxy: 101, label: 1), .answer(2, galaxy: 102, label: 2),
      .answer(3, galaxy: 103, label: nil), .retraction(4, of: 3), .retraction(5, of: 2))
    #expect(history.standing.map(\.id) == [1] && history.takenBack.map(\.id) == [3, 2])
    #expect(history.undoable.map(\.id) == [1] && history.redoable.map(\.id) == [2])
    // The redone answer is an answer like any other; it is known by what it says.
    history.add(ReviewEntry(id: 6, galaxy: 102, question: 2, label: 2))
    #expect(history.redoable.map(\.id) == [3])
    history.add(ReviewEntry(id: 7, galaxy: 103, question: 3, label: 1))
    #expect(history.redoable.isEmpty)
  }

  /// What a change took the place of stands again where it stood, and the change can be redone.
  @Test func undoingAChangeLeavesWhatWasSaidBefore() {
    let change: [AnswerStepSample] = [
      .answer(1, galaxy: 101, label: 1), .answer(2, galaxy: 102, label: 1),
      .retraction(3, of: 1, galaxy: 101, at: "t3"), .answer(4, galaxy: 101, label: 2, at: "t3"),
    ]
    var history = ReviewHistory(change.map(\.step))
    #expect(history.standing.map(\.id) == [2, 4] && history.takenBack.isEmpty)
    #expect(history.undoable[0].former?.label == 1)
    history.change(
      history.undoable[0], to: ReviewEntry(id: 6, galaxy: 101, question: 1, label: 1))
    #expect(history.standing.map(\.id) == [6, 2] && history.redoable.map(\.label) == [2])
    #expect(history.changed(by: history.redoable[0])?.id == 6)
    // The log tells the same, be it of a skip or of a class.
    let undone: [AnswerStepSample] = [
      .retraction(5, of: 4, galaxy: 101, at: "t5"), .answer(6, galaxy: 101, label: 1, at: "t5"),
    ]
    let told = ReviewHistory((change + undone).map(\.step))
    #expect(told.standing.map(\.id) == [6, 2] && told.takenBack.map(\.id) == [4])
    let redone: [AnswerStepSample] = [
      .retraction(7, of: 6, galaxy: 101, at: "t7"), .answer(8, galaxy: 101, label: 2, at: "t7"),
    ]
    let again = ReviewHistory((change + undone + redone).map(\.step))
    #expect(again.standing.map(\.id) == [2, 8] && again.takenBack.isEmpty)
    #expect(again.undoable[0].former?.id == 6)
  }

  @Test func aChangeIsNoUndo() {
    let history = history(
      .answer(1, galaxy: 101, label: 1), .answer(2, galaxy: 102, label: 1), .retraction(3, of: 1),
      .answer(4, galaxy: 101, label: 2))
    #expect(history.standing.map(\.id) == [2, 4] && history.takenBack.isEmpty)
  }

  @Test func whatOthersTookBackIsNotRedone() {
    let history = history(
      .answer(1, galaxy: 101, label: 1), .retraction(2, of: 1, isOwn: false),
      .retraction(3, of: 99))
    #expect(history.standing.isEmpty && history.takenBack.isEmpty)
  }

  @Test func aPageIsTakenBackWhole() {
    var history = history(
      .answer(1, galaxy: 101, label: 1, at: "t1", dwell: 0.5),
      .answer(2, galaxy: 102, label: 1, at: "t2", dwell: 0.7),
      .answer(3, galaxy: 103, label: 1, at: "t2", dwell: 0.7),
      .answer(4, galaxy: 104, label: 2, at: "t2", dwell: 0.7))
    #expect(history.undoable.map(\.id) == [4, 3, 2])
    for entry in history.undoable { history.takeBack(entry) }
    #expect(history.undoable.map(\.id) == [1])
    #expect(history.redoable.map(\.id) == [2, 3, 4])
    // Labels that were brought in from a file were looked at by nobody: one after the other.
    let imported = self.history(
      .answer(1, galaxy: 101, label: 1, at: "t"), .answer(2, galaxy: 102, label: 1, at: "t"))
    #expect(imported.undoable.map(\.id) == [2])
  }

  @Test func aReaskIsNotTheAnswerOfTheSameNumber() {
    var history = ReviewHistory()
    history.add(ReviewEntry(id: 1, galaxy: 101, question: 5, label: 1))
    let reask = ReviewEntry(id: 1, galaxy: 101, question: -5, label: 1)
    history.add(reask)
    history.takeBack(reask)
    #expect(history.standing.map(\.question) == [5] && history.takenBack == [reask])
    history.forget([reask])
    #expect(history.takenBack.isEmpty && history.standing.count == 1)
  }
}
