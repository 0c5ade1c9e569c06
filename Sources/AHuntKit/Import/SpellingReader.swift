import Store
import Survey

/// Gives objects the ids under which a hunt knows them, where these only look the same.
///
/// A folder that went through a Mac has its accents taken apart; its galaxies are the same.
struct SpellingReader: CatalogReader {
  private var reader: any CatalogReader
  private let spellings: IDSpellings

  init(_ reader: any CatalogReader, _ spellings: IDSpellings) {
    self.reader = reader
    self.spellings = spellings
  }

  var catalogName: String { reader.catalogName }
  var count: Int? { reader.count }
  var columns: [CatalogRole: String] { reader.columns }

  mutating func next() throws(SurveyError) -> CatalogItem? {
    let item = try reader.next()
    guard case .entry(var entry)? = item else { return item }
    entry.objectID = spellings.spelling(of: entry.objectID) ?? entry.objectID
    return .entry(entry)
  }
}
