/// Why a galaxy is shown by its stored cutout and not by its survey's own picture.
enum LostOriginal: Error, Equatable, CustomStringConvertible {
  /// The catalog was read by a reader that this version does not know.
  case unknownReader(String)
  /// What the import noted does not lead to a picture.
  case noPlace
  /// The hunt is from before the mosaic's path was kept.
  case noMosaic
  /// What lies there by now shows something else than what was imported.
  case otherPicture

  /// What is the matter.
  var description: String {
    switch self {
    case .unknownReader(let name):
      "its catalog was read by the reader \(name), which is not known here"
    case .noPlace: "its catalog no longer has it where it was imported from"
    case .noMosaic: "where its mosaic lies was not kept when it was imported"
    case .otherPicture: "what lies there by now is not the picture that was imported"
    }
  }
}
