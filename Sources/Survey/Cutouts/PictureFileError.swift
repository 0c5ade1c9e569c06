import Foundation

/// Why the file of a picture cannot be read; the caller, who knows the file, names it.
package enum PictureFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path is an address on the web.
  case address
  /// Nothing lies at the path.
  case missing
  /// A folder lies there.
  case folder
  /// A device, a socket or the like lies there.
  case notRegular
  /// The file is larger than what is read.
  case tooLarge(megabytes: Int, most: Int)
  /// The system refuses to read it, with its error number.
  case unreadable(Int32)

  package var description: String {
    switch self {
    case .address: "it is an address on the web, and nothing is fetched"
    case .missing: "there is no such file"
    case .folder: "it is a folder, and the path has to name a picture"
    case .notRegular: "it is not a regular file"
    case .tooLarge(let megabytes, let most):
      "it has \(Self.grouped(megabytes)) MB, at most \(Self.grouped(most)) are read"
    case .unreadable(let code): "it cannot be read (\(String(cString: strerror(code))))"
    }
  }

  private static func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : grouped(number / 1000) + "," + String("\(1000 + number % 1000)".dropFirst())
  }
}
