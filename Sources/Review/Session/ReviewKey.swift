/// One thing that comes from the keyboard, or happens to it.
package enum ReviewKey: Sendable, Hashable {
  /// A printable character.
  case character(Character)
  /// Text that was pasted, which is never taken for key presses.
  case paste(String)
  /// Return.
  case enter
  /// Backspace.
  case backspace
  /// Delete.
  case delete
  /// Escape on its own.
  case escape
  /// An arrow.
  case left, right, up, down
  /// To the start or the end of a line or a list.
  case home, end
  /// A screenful up or down.
  case pageUp, pageDown
  /// Tab, and Tab with Shift.
  case tab, backTab
  /// Control and a small letter that has no name of its own here; `_` is Control with `/` as well.
  case control(Character)
  /// What the terminal itself sends when it is asked something; never a key press.
  case reply([UInt8])
  /// Control-C, or a signal that ends the program.
  case interrupt
  /// Control-D, or the end of the input.
  case endOfInput
  /// The window has another size, or the picture needs drawing again.
  case redraw
  /// A function key, anything without a meaning here.
  case other
}
