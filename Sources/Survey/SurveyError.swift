/// Why a catalog as a whole cannot be read.
package enum SurveyError: Error, Equatable, CustomStringConvertible {
  /// Nothing lies at the path.
  case missingSource(path: String)
  /// The system refuses to read it.
  case unreadable(path: String, detail: String)
  /// A folder was asked for and something else is there.
  case notAFolder(path: String)
  /// The file is no text table.
  case notATable(path: String, detail: String)
  /// The folder and its subfolders hold no picture.
  case noPictures(path: String)
  /// The table has no header.
  case emptyTable(path: String)
  /// The table has a header and nothing below.
  case noRows(path: String)
  /// The header lacks a column that is needed or was named; `option` is the one that names it.
  case missingColumn(path: String, column: String, existing: [String], option: String)
  /// Two columns of the header have the same name.
  case repeatedColumn(path: String, column: String)

  package var description: String {
    switch self {
    case .missingSource(let path):
      "there is nothing at \(path); give a folder of pictures or a CSV catalog"
    case .unreadable(let path, let detail):
      "\(path) cannot be read (\(detail)); check that it is there and that you may read it"
    case .notAFolder(let path):
      "\(path) is not a folder; choose --reader auto, or give the folder that holds it"
    case .notATable(let path, let detail):
      "\(path) is not a CSV catalog (\(detail)); give a folder of pictures or a CSV with a header"
    case .noPictures(let path):
      "\(path) holds no .jpg, .jpeg or .png pictures, nor do its subfolders; give another folder"
    case .emptyTable(let path):
      "\(path) is empty; a catalog begins with a header row such as object_id,path"
    case .noRows(let path):
      "\(path) has a header and no rows; add one row for each galaxy"
    case .missingColumn(let path, let column, let existing, let option):
      "\(path) has no column \"\(column)\"; name one of its columns with \(option): "
        + existing.joined(separator: ", ")
    case .repeatedColumn(let path, let column):
      "\(path) has two columns named \"\(column)\"; rename one of them"
    }
  }
}
