import GRDB

/// Stored object ids with letters beyond ASCII, by how they look.
///
/// SQLite compares bytes, and `é` may be one letter or an `e` with an accent. So an id from a file is
/// sought by its bytes first, and then as the one stored id that looks the same.
package struct IDSpellings: Sendable {
  // Swift's texts are equal where they look the same.
  private var stored: [String: [String]] = [:]

  /// The one stored id that looks like this one; nil where there is none, or several do.
  package func spelling(of objectID: String) -> String? {
    guard !IDSpellings.isPlain(objectID), let found = stored[objectID] else { return nil }
    if let exact = found.first(where: { $0.utf8.elementsEqual(objectID.utf8) }) { return exact }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether an id has one spelling only.
  static func isPlain(_ objectID: String) -> Bool { objectID.utf8.allSatisfy { $0 < 0x80 } }

  init(in catalog: CatalogRecord.ID?, _ db: Database) throws {
    let found: [String] = try db.values(
      of: "galaxy",
      "SELECT DISTINCT objectID FROM galaxy WHERE objectID GLOB '*[^ -~]*'"
        + (catalog == nil ? "" : " AND catalog = ?"), HuntStore.arguments(catalog))
    for objectID in found { stored[objectID, default: []].append(objectID) }
  }
}

extension HuntStore {
  /// The ids of one catalog or of all that can be written in several ways.
  package func idSpellings(
    in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> IDSpellings {
    try read { db in try IDSpellings(in: catalog, db) }
  }
}
