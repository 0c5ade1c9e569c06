import Files

/// Reads a catalog so that a crash is known to be the catalog's, where no row and no picture of its
/// own is to blame.
struct GuardedReader: CatalogReader {
  private var reader: any CatalogReader
  private let path: String

  /// Opens the catalog at a path.
  ///
  /// - Throws: `SurveyError.crashed` where the program crashed on it before.
  init(
    _ path: String, _ open: () throws(SurveyError) -> any CatalogReader
  ) throws(SurveyError) {
    reader = try GuardedReader.reading(path, open)
    self.path = path
  }

  var catalogName: String { reader.catalogName }
  var count: Int? { reader.count }
  var columns: [CatalogRole: String] { reader.columns }

  mutating func next() throws(SurveyError) -> CatalogItem? {
    let path = path
    return try CrashGuard.reading(path) { () throws(SurveyError) in try reader.next() }
  }

  /// Runs `body`, which reads the file at a path, unless the program crashed on that before.
  static func reading<Result>(
    _ path: String, _ body: () throws(SurveyError) -> Result
  ) throws(SurveyError) -> Result {
    if let signal = CrashGuard.signal(of: path) { throw .crashed(path: path, signal: signal) }
    return try CrashGuard.reading(path, body)
  }
}
