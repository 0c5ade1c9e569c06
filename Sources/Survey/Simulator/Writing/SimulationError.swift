package import Files

/// Why a simulated survey cannot be written.
package enum SimulationError: Error, Equatable, CustomStringConvertible {
  /// A catalog is there already, and it may be of real galaxies.
  case catalogExists(path: String)
  /// The folder or a file in it cannot be written.
  case unwritable(FileError)
  /// A galaxy's file cannot be put together.
  case cannotEncode(objectID: String, detail: String)

  package var description: String {
    switch self {
    case .catalogExists(let path):
      "\(path) exists already and is not overwritten"
    case .unwritable(let error): "\(error)"
    case .cannotEncode(let objectID, let detail):
      "the file of \(objectID) cannot be made (\(detail))"
    }
  }
}
