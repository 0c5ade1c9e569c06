import Files
package import Imaging

/// An object that was left out, and why.
package struct Rejection: Error, Equatable, CustomStringConvertible {
  /// Why an object was left out, without its source.
  package enum Reason: Error, Equatable, CustomStringConvertible {
    /// What the catalog says of it cannot be, in a sentence.
    case row(String)
    /// Its name follows from its file's, and another file's name gives the same.
    case sameName(objectID: String, first: String)
    /// The name of its file, or of a folder, is not UTF-8 text, so that nothing can be called after it.
    case nameIsNoText
    /// The file of its picture cannot be read.
    case file(PictureFileError)
    /// Its picture cannot be made a cutout.
    case picture(ImagingError)
    /// The program crashed when it read this before, by a signal.
    case crash(Int32)
    /// Another failure, in its own words.
    case other(String)

    /// The reason for what reading a catalog or a picture threw.
    init(_ error: any Error) {
      self =
        switch error {
        case let error as Reason: error
        case let error as PictureFileError: .file(error)
        case let error as ImagingError: .picture(error)
        default: .other("\(error)")
        }
    }

    package var description: String {
      switch self {
      case .row(let facts), .other(let facts): facts
      case .sameName(let objectID, let first):
        "the object \"\(objectID)\" is already in \(first)"
      case .crash(let signal):
        "the program crashed while it read this (\(CrashGuard.name(of: signal)))"
      case .nameIsNoText: "its name is not UTF-8 text"
      case .file(let error): "\(error)"
      case .picture(let error): "\(error)"
      }
    }
  }

  /// The file, with the row where the catalog has rows.
  package var source: String
  /// Why.
  package var reason: Reason

  package init(source: String, reason: Reason) {
    self.source = source
    self.reason = reason
  }

  package var description: String { "\(source): \(reason)" }
}
