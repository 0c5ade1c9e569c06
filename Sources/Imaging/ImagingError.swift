package import Files

/// Why a picture could not be decoded or encoded; the caller, who knows the file, names it.
package enum ImagingError: Error, Equatable, CustomStringConvertible {
  /// There are no bytes at all.
  case empty
  /// The bytes are neither a PNG nor a JPEG; the detail says what they look like.
  case notAPicture(detail: String)
  /// Truncated, corrupt, or a variant that the decoder does not read.
  case damaged(detail: String)
  /// More pixels than are accepted; the detail says how many are.
  case tooLarge(detail: String)
  /// The memory for the picture could not be had.
  case outOfMemory
  /// The encoder refused the picture.
  case cannotEncode(detail: String)
  /// A file can't be read.
  case unreadableFile(InputFileError)
  /// A file is not to be opened by CFITSIO, or is not FITS.
  case unreadableFITS(detail: String)
  /// A file is packed in a way that is not undone here.
  case packedFITS(FITSPacking, detail: String)
  /// A FITS file that is cut short, breaks the format, or cannot be decompressed.
  case damagedFITS(detail: String)
  /// No extension or table of that name or number is in the file; an empty name asked for any.
  case noSuchExtension(name: String, existing: [String])
  /// No band of that name or number is in the file.
  case noSuchBand(name: String, existing: [String])
  /// A band was chosen of a picture that has none by name, a PNG or a JPEG.
  case noBands
  /// The file has several bands and nothing says which are red, green and blue.
  case bandsNeeded(existing: [String])
  /// The bands do not fit together.
  case bandsDiffer(detail: String)
  /// Every pixel asked for is blank.
  case noData(detail: String)
  /// The image does not say where on the sky it is, or not in a way that can be used.
  case noSkyCoordinates(detail: String)
  /// The image is in other coordinates than those that are read; `needed` names these.
  case otherSkyCoordinates(detail: String, needed: String)
  /// A position on the sky that the image does not show.
  case outsideImage(detail: String)

  /// What is wrong with the picture or the file; what to do is for whoever shows it to say.
  package var description: String {
    switch self {
    case .empty:
      "the file is empty"
    case .notAPicture(let detail):
      "not a PNG or JPEG picture (\(detail))"
    case .damaged(let detail):
      "the picture is damaged (\(detail))"
    case .tooLarge(let detail):
      "the picture is too large (\(detail))"
    case .outOfMemory:
      "there was not enough memory for the picture"
    case .cannotEncode(let detail):
      "the picture could not be encoded (\(detail))"
    case .unreadableFile(let error):
      "the FITS file cannot be read: \(error)"
    case .unreadableFITS(let detail), .packedFITS(_, let detail):
      "the FITS file cannot be read: \(detail)"
    case .damagedFITS(let detail):
      "the FITS file is damaged (\(detail))"
    case .noSuchExtension(let name, let existing):
      (name.isEmpty ? "the FITS file has no table" : "the FITS file has no table \"\(name)\"")
        + "; it has " + ImagingError.list(existing, or: "nothing but its header")
    case .noSuchBand(let name, let existing):
      (name.isEmpty ? "the FITS file has no image" : "the FITS file has no band \"\(name)\"")
        + "; it has " + ImagingError.list(existing, or: "no image at all")
    case .noBands:
      "it is a PNG or JPEG picture, which has no bands to choose from"
    case .bandsNeeded(let existing):
      "the FITS file has \(existing.count) bands, and nothing says which are red, green and blue: "
        + ImagingError.list(existing, or: "none")
    case .bandsDiffer(let detail):
      "the bands do not fit together (\(detail))"
    case .noData(let detail):
      "there is no data in the picture (\(detail))"
    case .noSkyCoordinates(let detail), .otherSkyCoordinates(let detail, _):
      "the image cannot be searched by sky position (\(detail))"
    case .outsideImage(let detail):
      "the position is outside the image (\(detail))"
    }
  }

  /// At most a dozen names; spectral cubes have thousands.
  private static func list(_ names: [String], or none: String) -> String {
    if names.isEmpty { return none }
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
  }
}

/// How a FITS file is packed.
package enum FITSPacking: Sendable, Equatable {
  /// As a whole, by gzip.
  case gzip
  /// Each image by its tiles, by a method other than RICE and GZIP.
  case tiles
}
