package import Files
package import Imaging

/// Why a catalog as a whole cannot be read.
package enum SurveyError: Error, Equatable, CustomStringConvertible {
  /// Nothing lies at the path.
  case missingSource(path: String)
  /// It is not there any more, is no file, or the system refuses to read it.
  case unreadable(path: String, InputFileError)
  /// A folder was asked for and something else is there.
  case notAFolder(path: String)
  /// A file of this format was asked for and a folder is there.
  case isAFolder(path: String, format: CatalogFormat)
  /// The file is of a kind that holds no catalog.
  case notACatalog(path: String, ForeignFile)
  /// The file is no text table.
  case notATable(path: String, detail: String)
  /// The folder and its subfolders hold no picture.
  case noPictures(path: String)
  /// The table has no header.
  case emptyTable(path: String)
  /// The table has a header and nothing below.
  case noRows(path: String)
  /// The header lacks a column that is needed or was named.
  case missingColumn(path: String, column: String, existing: [String], sought: SoughtColumn)
  /// Two columns of the header have the same name.
  case repeatedColumn(path: String, column: String)
  /// The HDF5 file is truncated, damaged, or in a variant that the library does not read.
  case damagedHDF5(path: String, detail: String)
  /// The HDF5 file lacks the datasets of a known catalog.
  case foreignHDF5(path: String, expected: String, found: [String])
  /// A dataset of an HDF5 file has another shape or type than its catalog needs.
  case wrongDataset(path: String, dataset: String, expected: String, found: String)
  /// A list of positions without the image they lie on.
  case noMosaic(path: String)
  /// Something was chosen that the catalog's reader has no use for; `existing` is what it has.
  case unusedChoice(path: String, CatalogChoice, CatalogFormat, existing: [String])
  /// The program crashed when it read the file before, by a signal.
  case crashed(path: String, signal: Int32)
  /// A FITS table or mosaic that cannot be read, or lacks what a catalog needs.
  case unusableFITS(path: String, ImagingError)

  /// What is wrong with which file; what to do is for whoever shows it to say.
  package var description: String {
    switch self {
    case .missingSource(let path):
      "there is nothing at \(path)"
    case .unreadable(let path, let error):
      "\(path) cannot be read: \(error)"
    case .notAFolder(let path):
      "\(path) is not a folder"
    case .isAFolder(let path, let format):
      "\(path) is a folder, and \(format.rawValue) is a kind of file"
    case .notACatalog(let path, let kind):
      "\(path) is not a catalog: \(kind.rawValue)"
    case .notATable(let path, let detail):
      "\(path) is not a CSV catalog (\(detail))"
    case .noPictures(let path):
      "\(path) holds no .jpg, .jpeg, .png or .fits pictures, nor do its subfolders"
    case .emptyTable(let path):
      "\(path) is empty"
    case .noRows(let path):
      "\(path) has a header and no rows"
    case .missingColumn(let path, let column, let existing, _):
      "\(path) has no column \"\(column)\" among \(existing.joined(separator: ", "))"
    case .repeatedColumn(let path, let column):
      "\(path) has two columns named \"\(column)\""
    case .noMosaic(let path):
      "\(path) is read as a list of positions, which needs the FITS image they lie on"
    case .unusedChoice(let path, let choice, let format, let existing):
      "\(path) is \(format.noun), which has no \(choice.noun)"
        + (existing.isEmpty ? "" : "; it has \(SurveyError.list(existing))")
    case .crashed(let path, let signal):
      "the program crashed while it read \(path) (\(CrashGuard.name(of: signal)))"
    case .unusableFITS(let path, let error):
      "\(path): \(error)"
    case .damagedHDF5(let path, let detail):
      "\(path) cannot be read as HDF5 (\(detail))"
    case .foreignHDF5(let path, let expected, let found):
      "\(path) is no HDF5 catalog that is known: \(expected), and this file has "
        + (found.isEmpty ? "no datasets" : SurveyError.list(found))
    case .wrongDataset(let path, let dataset, let expected, let found):
      "the dataset \(dataset) of \(path) should be \(expected), and is \(found)"
    }
  }

  /// At most a dozen names.
  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }
}

extension CatalogFormat {
  /// What a source of this format is.
  fileprivate var noun: String {
    switch self {
    case .auto: "a catalog"
    case .folder: "a folder of pictures"
    case .csv: "a text table of pictures"
    case .fits: "a FITS table"
    case .mosaic: "a list of positions on a mosaic"
    case .galaxy10: "Galaxy10 in HDF5"
    case .galaxymnist: "GalaxyMNIST in HDF5"
    }
  }
}

extension CatalogChoice {
  fileprivate var noun: String {
    switch self {
    case .idColumn: "column of object ids to choose"
    case .pathColumn: "column of picture paths to choose"
    case .labelColumn: "column of known classes to choose"
    case .pictures: "use for a folder of pictures"
    case .cutoutColumn: "column of picture arrays"
    case .table: "tables to choose from"
    case .bands: "bands to choose from"
    case .mosaic: "use for a mosaic"
    }
  }
}
