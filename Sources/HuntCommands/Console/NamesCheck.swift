import Files
import Foundation

/// Names that come from outside must be UTF-8 text: Swift's texts can't hold other bytes, and a name
/// with those replaced would lead to another file, or make one.
enum NamesCheck {
  /// What is wrong with the process's arguments, current folder and variables; nil where nothing is.
  static func fault() -> String? {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      if let shown = unreadable(CommandLine.unsafeArgv[number]) {
        return "the argument \(shown) is not UTF-8 text; rename the file or folder that it names"
      }
    }
    for variable in ["AHUNT_WORKSPACE", "HOME"] {
      if let shown = unreadable(getenv(variable)) {
        return "$\(variable) is \(shown), which is not UTF-8 text; name a folder that is"
      }
    }
    let folder = getcwd(nil, 0)
    defer { free(folder) }
    if let shown = unreadable(folder) {
      return
        "the current folder is \(shown), which is not UTF-8 text; rename it, or work in another"
    }
    return nil
  }

  /// The text with its odd bytes as numbers, where there are any.
  private static func unreadable(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text, String(validatingCString: text) == nil else { return nil }
    return FolderListing.shown(
      UnsafeBufferPointer(start: text, count: strlen(text)).map {
        UInt8(bitPattern: $0)
      })
  }
}
