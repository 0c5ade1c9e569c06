import Foundation

/// Sentences of other parts of the program, which a review shows where it has the screen: anywhere else
/// they would be written across its picture.
package final class ReviewNotes: @unchecked Sendable {
  // `lock` guards both; what shows a sentence is called on its own thread alone.
  private let lock = NSLock()
  private var screen: (thread: pthread_t, show: (String) -> Void)?
  private var late: String?

  /// Nothing has the screen yet.
  package init() {}

  /// Shows a sentence, at once where the review itself waits for what it tells of.
  ///
  /// - Returns: False where no review has the screen; the sentence is then to be told elsewhere.
  package func show(_ sentence: String) -> Bool {
    lock.lock()
    guard let screen else {
      lock.unlock()
      return false
    }
    let isOwn = pthread_equal(screen.thread, pthread_self()) != 0
    if !isOwn { late = sentence }
    // What shows it may take long.
    lock.unlock()
    if isOwn { screen.show(sentence) }
    return true
  }

  /// A review on this thread has the screen from now on.
  func begin(_ show: @escaping (String) -> Void) {
    lock.withLock { screen = (pthread_self(), show) }
  }

  /// The screen is given back.
  func end() { lock.withLock { (screen, late) = (nil, nil) } }

  /// What another thread had to say since the last time.
  func fetch() -> String? {
    lock.withLock {
      defer { late = nil }
      return late
    }
  }
}
