import Dispatch
import Synchronization
import Vocabulary

/// Gets the pictures of a review ready in the background, the one on the screen first.
final class PictureDesk: Sendable {
  /// A picture that is wanted.
  struct Wish: Hashable {
    let question: Question.ID
    let view: PictureView
    /// The longest side in pixels that can be shown.
    let side: Int
  }

  private struct State {
    var wishes: [(wish: Wish, question: Question)] = []
    var isWorking = false
    var isClosed = false
    /// What is there, the newest last.
    var ready: [(wish: Wish, result: Result<ReviewPicture, any Error>)] = []
  }

  /// Most pictures that are kept.
  private static let kept = 12
  private let state = Mutex(State())
  private let group = DispatchGroup()
  private let guide: any ReviewGuide

  init(_ guide: any ReviewGuide) { self.guide = guide }

  /// What came of a wish; nil while nothing has.
  func result(of wish: Wish) -> Result<ReviewPicture, any Error>? {
    state.withLock { $0.ready.last { $0.wish == wish }?.result }
  }

  /// Wants these pictures, the first of them soonest, and no longer those that were wanted before.
  func want(_ wishes: [(wish: Wish, question: Question)]) {
    let starts = state.withLock { state in
      guard !state.isClosed else { return false }
      state.wishes = wishes.filter { each in !state.ready.contains { $0.wish == each.wish } }
      guard !state.isWorking, !state.wishes.isEmpty else { return false }
      state.isWorking = true
      return true
    }
    guard starts else { return }
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in work() }
  }

  /// Ends the work. A picture that is being made gets a moment to come to its end; a file on a disk that
  /// doesn't answer keeps nobody from leaving.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.wishes = []
    }
    _ = group.wait(timeout: .now() + 1)
  }

  private func work() {
    while let next = take() {
      let result = Result {
        try guide.picture(of: next.question, view: next.wish.view, side: next.wish.side)
      }
      state.withLock { state in
        state.ready.append((next.wish, result))
        if state.ready.count > Self.kept { state.ready.removeFirst() }
      }
    }
  }

  private func take() -> (wish: Wish, question: Question)? {
    state.withLock { state in
      // What was being made meanwhile may be wanted again.
      state.wishes.removeAll { each in state.ready.contains { $0.wish == each.wish } }
      guard !state.wishes.isEmpty else {
        state.isWorking = false
        return nil
      }
      return state.wishes.removeFirst()
    }
  }
}
