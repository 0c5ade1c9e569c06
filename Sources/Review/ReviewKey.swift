/// One thing that comes from the keyboard, or happens to it.
package enum ReviewKey: Sendable, Equatable {
  /// A printable character.
  case character(Character)
  /// Text that was pasted, which is never taken for key presses.
  case paste(String)
  /// Return.
  case enter
  /// Backspace or Delete.
  case backspace
  /// Escape on its own.
  case escape
  /// Control-U, which clears a line.
  case clearLine
  /// Control-C, or a signal that ends the program.
  case interrupt
  /// Control-D, or the end of the input.
  case endOfInput
  /// The window has another size, or the picture needs drawing again.
  case redraw
  /// An arrow, a function key, anything without a meaning here.
  case other
}
