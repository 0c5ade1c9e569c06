import Foundation

/// Reads a folder of pictures, subfolders included, in the order of their paths.
///
/// An object is named after its file without the extension. Where two files would share a name,
/// both take their path within the folder instead, so `ring/001` and `spiral/001` stay apart.
/// The subfolder a picture lies in is its label, unless all pictures lie in the same one: a folder
/// called `images` says nothing about its galaxies. Hidden files and linked folders are left out.
package struct FolderReader: CatalogReader {
  package let catalogName: String
  private let folder: String
  private let pictures: [Picture]
  private let hasLabels: Bool
  private let sharedNames: Set<String>
  private let sharedPaths: Set<String>
  private var position = 0

  /// Lists the folder, which must hold a picture.
  package init(path: String) throws(SurveyError) {
    var pictures: [Picture] = []
    try FolderReader.list(path, below: "", into: &pictures)
    guard !pictures.isEmpty else { throw .noPictures(path: path) }
    pictures.sort { $0.path < $1.path }
    self.pictures = pictures
    folder = path
    catalogName = FolderReader.name(ofFolder: path)
    hasLabels = Set(pictures.map(\.subfolder)).count > 1
    sharedNames = FolderReader.repeated(pictures.map(\.name))
    sharedPaths = FolderReader.repeated(pictures.map(\.pathWithoutExtension))
  }

  /// How many pictures there are.
  package var count: Int { pictures.count }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    guard position < pictures.count else { return nil }
    let picture = pictures[position]
    position += 1
    let label = hasLabels && !picture.subfolder.isEmpty ? picture.subfolder : nil
    return .entry(
      CatalogEntry(
        objectID: objectID(of: picture),
        imagePath: (folder as NSString).appendingPathComponent(picture.path),
        label: label.map { ($0 as NSString).lastPathComponent },
        row: position, origin: picture.path))
  }

  private func objectID(of picture: Picture) -> String {
    if !sharedNames.contains(picture.name) { return picture.name }
    return sharedPaths.contains(picture.pathWithoutExtension)
      ? picture.path : picture.pathWithoutExtension
  }

  /// The last component of a folder's full path, also for `.` and a trailing slash.
  static func name(ofFolder path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
  }

  /// A picture's path within the folder.
  private struct Picture {
    let path: String

    var pathWithoutExtension: String { (path as NSString).deletingPathExtension }
    var name: String { (pathWithoutExtension as NSString).lastPathComponent }
    var subfolder: String { (path as NSString).deletingLastPathComponent }
  }

  private static let extensions: Set<String> = ["jpg", "jpeg", "png"]

  private static func list(
    _ root: String, below subfolder: String, into pictures: inout [Picture]
  ) throws(SurveyError) {
    let folder = (root as NSString).appendingPathComponent(subfolder)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .unreadable(path: folder, detail: error.localizedDescription)
    }
    for name in names where !name.hasPrefix(".") {
      let path = (subfolder as NSString).appendingPathComponent(name)
      // A name is enough to know a picture; asking the system about each would double the time.
      if extensions.contains((name as NSString).pathExtension.lowercased()) {
        pictures.append(Picture(path: path))
      } else if isRealFolder((root as NSString).appendingPathComponent(path)) {
        try list(root, below: path, into: &pictures)
      }
    }
  }

  /// Linked folders may lead in circles.
  private static func isRealFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  private static func repeated(_ names: [String]) -> Set<String> {
    var seen: Set<String> = []
    return Set(names.filter { !seen.insert($0).inserted })
  }
}
