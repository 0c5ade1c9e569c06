import Foundation

/// Where the pictures of a table lie.
final class PictureFolder {
  private let folder: String
  // The kind of the last picture that was found is the likeliest of the next.
  private var kind = PictureFolder.kinds[0]

  /// Kinds of pictures that a folder may hold.
  static let kinds = [
    "jpg", "png", "jpeg", "fits", "JPG", "PNG", "JPEG", "fits.fz", "fits.gz", "fit",
  ]

  /// - Parameter folder: What relative paths start from; nothing for the current one.
  init(_ folder: String) {
    self.folder = folder
  }

  /// A path as the table has it.
  func path(_ name: String) -> String {
    name.hasPrefix("/") || folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// The picture that is named by its object, with whatever extension there is.
  func path(of objectID: String) -> String {
    let plain = path(objectID)
    for kind in [kind] + PictureFolder.kinds where isThere("\(plain).\(kind)") {
      self.kind = kind
      return "\(plain).\(kind)"
    }
    // Names with their extension stand for themselves, and so does what is missing.
    return isThere(plain) ? plain : "\(plain).\(PictureFolder.kinds[0])"
  }

  private func isThere(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }
}
