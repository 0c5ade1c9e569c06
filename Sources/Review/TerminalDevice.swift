/// Columns and rows of a window.
package struct TerminalSize: Sendable, Equatable {
  /// Characters a line.
  package let columns: Int
  /// Lines.
  package let rows: Int

  /// A size in characters.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A terminal as a review needs it; tests bring one of their own.
package protocol TerminalDevice {
  /// Whether a person sits at it.
  var isInteractive: Bool { get }
  /// The window's size at the moment.
  var size: TerminalSize { get }
  /// Prepares for single key presses; `stop` undoes it.
  ///
  /// - Parameter leave: What to send to the screen if a signal ends the program before that.
  func start(leave: String) throws(ReviewError)
  /// Gives the terminal back as it was.
  func stop()
  /// Sends text as it is.
  func write(_ text: String) throws(ReviewError)
  /// Waits for the next key, which may be the end of the input; nil where none comes within so many
  /// milliseconds, nil for however long it takes.
  func readKey(within milliseconds: Int?) throws(ReviewError) -> ReviewKey?
}

extension TerminalDevice {
  /// Prepares for single key presses on a screen that is left as it is.
  package func start() throws(ReviewError) { try start(leave: "") }

  /// Waits for the next key, however long it takes.
  package func readKey() throws(ReviewError) -> ReviewKey {
    while true {
      if let key = try readKey(within: nil) { return key }
    }
  }
}
