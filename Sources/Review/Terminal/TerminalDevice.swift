package import TerminalGraphics

/// Columns and rows of a window, and its pixels where they are known.
package struct TerminalSize: Sendable, Equatable {
  /// Characters a line.
  package let columns: Int
  /// Lines.
  package let rows: Int
  /// Pixels from left to right, 0 where that isn't known.
  package let width: Int
  /// Pixels from top to bottom, 0 where that isn't known.
  package let height: Int

  /// A size in characters.
  package init(columns: Int, rows: Int, width: Int = 0, height: Int = 0) {
    (self.columns, self.rows, self.width, self.height) = (columns, rows, width, height)
  }

  /// Pixels of a character, nil where they aren't known.
  package var cell: CellSize? {
    guard width >= columns, height >= rows, columns > 0, rows > 0 else { return nil }
    return CellSize(width: width / columns, height: height / rows)
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
  /// - Parameters:
  ///   - enter: What to send when the program goes on after it was suspended; `.redraw` follows.
  ///   - leave: What to send before it is suspended, or if a signal ends it before `stop`.
  func start(enter: String, leave: String) throws(ReviewError)
  /// Gives the terminal back as it was.
  func stop()
  /// Sends text as it is; what a signal cuts short is not sent later.
  func write(_ text: String) throws(ReviewError)
  /// Waits for the next key, which may be the end of the input; nil where none comes within so many
  /// milliseconds, nil for however long it takes.
  ///
  /// Control-Z never comes: the program is stopped, and once it goes on `.redraw` comes.
  func readKey(within milliseconds: Int?) throws(ReviewError) -> ReviewKey?
  /// Asks the terminal something, and collects what it replies until that is the last, or for so many
  /// milliseconds. Keys that are pressed meanwhile are read later.
  func ask(
    _ question: String, within milliseconds: Int, until isLast: ([UInt8]) -> Bool
  ) throws(ReviewError) -> [[UInt8]]
}

extension TerminalDevice {
  /// Prepares for single key presses on a screen that is left as it is.
  package func start() throws(ReviewError) { try start(enter: "", leave: "") }

  /// Waits for the next key, however long it takes.
  package func readKey() throws(ReviewError) -> ReviewKey {
    while true {
      if let key = try readKey(within: nil) { return key }
    }
  }

  /// A terminal that says nothing about itself.
  package func ask(
    _ question: String, within milliseconds: Int, until isLast: ([UInt8]) -> Bool
  ) throws(ReviewError) -> [[UInt8]] { [] }
}
