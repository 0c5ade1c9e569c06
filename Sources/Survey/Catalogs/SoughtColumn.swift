/// What a column was sought for that a table does not have.
package enum SoughtColumn: Sendable, Equatable {
  /// The object's name.
  case objectID
  /// The known class.
  case label
  /// The picture's path, in a column that was named.
  case path
  /// The picture itself, in a column that was named.
  case cutout
  /// The picture of a text table's objects: a path, or a name that follows from `objectIDs`; a table
  /// with positions could also be cut out of a mosaic.
  case picture(objectIDs: String, hasPositions: Bool)
  /// The picture of a FITS table's objects: a path, or an array of pixels.
  case pathOrCutout
}
