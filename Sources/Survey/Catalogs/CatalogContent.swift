import Files
import Imaging

/// What lies at a path, as far as its first bytes tell.
enum CatalogContent: Equatable {
  case folder
  case hdf5
  case fits
  case text
  case foreign(ForeignFile)

  /// Looks at the start of a file.
  init(path: String) throws(SurveyError) {
    do {
      self.init(start: try InputFile(path).bytes(at: 0, count: 4096))
    } catch {
      switch error {
      case .folder: self = .folder
      case .missing: throw .missingSource(path: path)
      default: throw .unreadable(path: path, error)
      }
    }
  }

  /// Tells the kind by what `start`, the first few kilobytes of a file, begins with.
  init(start: [UInt8]) {
    if CatalogContent.isHDF5(start) {
      self = .hdf5
    } else if FITSImage.isFITS(start) {
      self = .fits
    } else if let kind = ForeignFile(start: start) {
      self = .foreign(kind)
    } else {
      self = .text
    }
  }

  /// The signature stands at the start, or at 512, 1024, 2048 … bytes behind a user block.
  private static func isHDF5(_ start: [UInt8]) -> Bool {
    [0, 512, 1024, 2048].contains { start.dropFirst($0).starts(with: HDF5File.signature) }
  }
}
