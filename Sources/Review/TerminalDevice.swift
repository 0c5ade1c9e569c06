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
  func start() throws(ReviewError)
  /// Gives the terminal back as it was.
  func stop()
  /// Sends text as it is.
  func write(_ text: String) throws(ReviewError)
  /// Waits for the next key; the end of the input is a key too.
  func readKey() throws(ReviewError) -> ReviewKey
}
