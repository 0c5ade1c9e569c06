/// Whose answer a galaxy carries where several people answered; every answer is kept all the same.
package enum LabelRule: Sendable, Equatable {
  /// The last that was given.
  case latest
  /// That of most people; where two classes have as many, the last that was given.
  case majority
  /// That of one person; where they gave none, the last that was given.
  case adjudicator(String)
}
