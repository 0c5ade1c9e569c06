import Files
import Foundation

/// Reads a folder of pictures, subfolders included, in the order of their paths.
///
/// An object is named by its file's path within the folder without the extension: `sim0-000001`,
/// or `ring/001` for a picture in a subfolder. No other file has a say in it, so a folder can grow
/// between two imports; of files that differ only in extension, the first is taken.
/// The subfolder a picture lies in is its label, unless all pictures lie in the same one: a folder
/// called `images` says nothing about its galaxies. Hidden files and linked folders are left out.
package struct FolderReader: CatalogReader {
  package let catalogName: String
  private let folder: String
  private let pictures: [Picture]
  private let unnamed: [String]
  private let hasLabels: Bool
  private var register = ObjectRegister()
  private var position = 0

  /// Lists the folder, which must hold a picture.
  package init(path: String) throws(SurveyError) {
    var found = Found()
    try FolderReader.list(path, below: "", into: &found)
    guard !found.pictures.isEmpty || !found.unnamed.isEmpty else { throw .noPictures(path: path) }
    let pictures = found.pictures.sorted { $0.path < $1.path }
    self.pictures = pictures
    unnamed = found.unnamed.sorted()
    folder = path
    catalogName = FolderReader.name(ofFolder: path)
    hasLabels = Set(pictures.map(\.subfolder)).count > 1
  }

  /// How many pictures there are.
  package var count: Int? { pictures.count + unnamed.count }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    defer { position += 1 }
    guard position < pictures.count else {
      guard position < pictures.count + unnamed.count else { return nil }
      return .rejection(
        Rejection(source: unnamed[position - pictures.count], reason: .nameIsNoText))
    }
    let picture = pictures[position]
    if let first = register.enter(picture.objectID, at: position) {
      return .rejection(
        Rejection(
          source: picture.path,
          reason: .sameName(objectID: picture.objectID, first: pictures[first].path)))
    }
    let label = hasLabels && !picture.subfolder.isEmpty ? picture.subfolder : nil
    return .entry(
      CatalogEntry(
        objectID: picture.objectID,
        picture: .file((folder as NSString).appendingPathComponent(picture.path)),
        label: label.map { ($0 as NSString).lastPathComponent },
        row: position + 1, origin: picture.path))
  }

  /// The last component of a folder's full path, also for `.` and a trailing slash.
  static func name(ofFolder path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
  }

  /// A picture's path within the folder.
  private struct Picture {
    let path: String

    /// `a.fits.fz` and `a.fits.gz` are names of `a` as well as `a.fits` is.
    var objectID: String {
      let name = (path as NSString).deletingPathExtension
      let isPacked = FolderReader.packed.contains((path as NSString).pathExtension.lowercased())
      let inner = (name as NSString).pathExtension.lowercased()
      return isPacked && FolderReader.extensions.contains(inner)
        ? (name as NSString).deletingPathExtension : name
    }

    var subfolder: String { (path as NSString).deletingLastPathComponent }
  }

  private static let extensions: Set<String> = ["jpg", "jpeg", "png", "fits", "fit", "fts", "fz"]
  private static let packed: Set<String> = ["fz", "gz"]
  /// Pictures that are not read, and so are listed among the rejected rather than passed over.
  private static let foreign: Set<String> = ["tif", "tiff", "gif", "bmp", "webp", "heic", "jp2"]

  /// Whether a file is a picture by its name; of packed files only those that name one within.
  private static func isPicture(_ name: String) -> Bool {
    let kind = (name as NSString).pathExtension.lowercased()
    if extensions.contains(kind) || foreign.contains(kind) { return true }
    return kind == "gz" && isPicture((name as NSString).deletingPathExtension)
  }

  /// What a folder and its subfolders hold.
  private struct Found {
    var pictures: [Picture] = []
    /// Pictures, and folders that may hold some, whose names are no text.
    var unnamed: [String] = []
  }

  private static func list(
    _ root: String, below subfolder: String, into found: inout Found
  ) throws(SurveyError) {
    let folder = (root as NSString).appendingPathComponent(subfolder)
    let listing: FolderListing
    do {
      listing = try FolderListing(folder)
    } catch {
      throw .unreadable(path: folder, error)
    }
    for name in listing.names where !name.hasPrefix(".") {
      let path = (subfolder as NSString).appendingPathComponent(name)
      // A name is enough to know a picture; asking the system about each would double the time.
      if isPicture(name) {
        found.pictures.append(Picture(path: path))
      } else if try isRealFolder((root as NSString).appendingPathComponent(path)) {
        try list(root, below: path, into: &found)
      }
    }
    for item in listing.unreadable where !item.shown.hasPrefix(".") {
      guard item.isFolder || isPicture(item.shown) else { continue }
      found.unnamed.append((subfolder as NSString).appendingPathComponent(item.shown))
    }
  }

  /// Linked folders may lead in circles.
  private static func isRealFolder(_ path: String) throws(SurveyError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // What another program has removed since the folder was listed is no picture of it.
      if errno == ENOENT { return false }
      throw .unreadable(path: path, InputFileError(code: errno))
    }
    return status.st_mode & S_IFMT == S_IFDIR
  }
}
