/// Why a picture could not be decoded or encoded; the caller, who knows the file, names it.
package enum ImagingError: Error, Equatable, CustomStringConvertible {
  /// There are no bytes at all.
  case empty
  /// The bytes are neither a PNG nor a JPEG; the detail says what they look like.
  case notAPicture(detail: String)
  /// Truncated, corrupt, or a variant that the decoder does not read.
  case damaged(detail: String)
  /// More pixels than the decoder accepts, 100 million.
  case tooLarge(detail: String)
  /// The memory for the picture could not be had.
  case outOfMemory
  /// The encoder refused the picture.
  case cannotEncode(detail: String)

  package var description: String {
    switch self {
    case .empty:
      "the file is empty; fetch or export it again"
    case .notAPicture(let detail):
      "not a PNG or JPEG picture (\(detail)); convert it, or leave it out"
    case .damaged(let detail):
      "the picture is damaged (\(detail)); fetch or export it again"
    case .tooLarge(let detail):
      "the picture is too large (\(detail), at most 100 megapixels); cut it into smaller ones"
    case .outOfMemory:
      "there was not enough memory for the picture; close other programs and try again"
    case .cannotEncode(let detail):
      "the picture could not be encoded (\(detail))"
    }
  }
}
