package import Files
import Foundation

/// Why the file of a picture cannot be read; the caller, who knows the file, names it.
package enum PictureFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path is an address on the web.
  case address
  /// It can't be read.
  case input(InputFileError)

  package var description: String {
    switch self {
    case .address: "it is an address on the web, and nothing is fetched"
    case .input(.folder): "it is a folder, and the path has to name a picture"
    case .input(let error): "\(error)"
    }
  }
}
