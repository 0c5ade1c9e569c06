import AHuntKit
import Vocabulary

/// What an import did, as `ahunt import --format json` says it.
struct ImportPayload: Codable {
  struct Rejection: Codable {
    let source: String
    let reason: String
  }

  struct Change: Codable {
    let objectID: String
    let source: String
    let differs: [String]
    let replaced: Bool
  }

  struct Duplicate: Codable {
    let objectID: String
    let of: String
    let catalog: String
  }

  let catalog: String
  let reader: String
  /// Which columns of a table were taken for what, by the names that AHunt gives them.
  let columns: [String: String]
  let imported: Int
  let replaced: Int
  let skipped: Int
  let changed: [Change]
  let duplicates: [Duplicate]
  let rejected: [Rejection]
  let seconds: Double

  init(_ summary: ImportSummary) {
    catalog = summary.catalog
    reader = summary.reader
    columns = summary.columns
    imported = summary.imported
    replaced = summary.changed.count { $0.wasReplaced }
    skipped = summary.skipped
    changed = summary.changed.map {
      Change(
        objectID: $0.objectID, source: $0.source, differs: $0.differences,
        replaced: $0.wasReplaced)
    }
    duplicates = summary.duplicates.map {
      Duplicate(objectID: $0.objectID, of: $0.first, catalog: $0.catalog)
    }
    rejected = summary.rejected.map {
      Rejection(source: $0.source, reason: Sentence.of($0.cause))
    }
    seconds = summary.seconds
  }

  /// The same for people; at most twenty of a kind are spelled out.
  func write(to page: inout TextPage) {
    let rate = seconds > 0 ? " (\(Figures.rate(Double(imported) / seconds))/s)" : ""
    var counts = [
      "\(catalog): \(Figures.count(imported, "galaxy", "galaxies")) imported"
        + " in \(Figures.duration(seconds))\(rate)",
      "\(Figures.count(skipped)) were there already",
    ]
    if replaced > 0 { counts.append("\(Figures.count(replaced)) replaced") }
    let kept = changed.count - replaced
    if kept > 0 { counts.append("\(Figures.count(kept)) changed and kept as they were") }
    if !duplicates.isEmpty {
      counts.append("\(Figures.count(duplicates.count)) have the pixels of another")
    }
    if !rejected.isEmpty { counts.append("\(Figures.count(rejected.count)) rejected") }
    page.line(counts.joined(separator: ", "))
    let other = columns.filter { $0.key != $0.value.lowercased() }.sorted { $0.key < $1.key }
    if !other.isEmpty {
      page.line("  columns: " + other.map { "\($0.value) as \($0.key)" }.joined(separator: ", "))
    }
    let palette = page.palette
    list(rejected, ["rejected", "why"], on: &page) { [$0.source, palette.warning($0.reason)] }
    list(changed, ["changed", "what differs", "now"], on: &page) {
      [
        $0.objectID, $0.differs.joined(separator: ", "),
        $0.replaced ? "replaced" : "kept as it was",
      ]
    }
    if kept > 0 { page.line("  --replace takes the new version; answers stay in any case") }
    list(duplicates, ["the same picture", "as", "in"], on: &page) {
      [$0.objectID, $0.of, $0.catalog]
    }
  }

  private func list<Item>(
    _ items: [Item], _ titles: [String], on page: inout TextPage, cells: (Item) -> [any Legible]
  ) {
    guard !items.isEmpty else { return }
    page.line()
    var table = TextTable(titles)
    for item in items.prefix(20) { table.add(cells(item)) }
    page.table(table)
    if items.count > 20 {
      page.line("  and \(Figures.count(items.count - 20)) more; --format json lists them all")
    }
  }
}
