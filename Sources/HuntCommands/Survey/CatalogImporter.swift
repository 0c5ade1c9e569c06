import Foundation
import Imaging
import Store
import Survey

/// Brings a catalog into the store chunk by chunk; each chunk is committed before the next.
struct CatalogImporter {
  let store: HuntStore
  let source: URL
  let format: CatalogFormat
  let columns: CatalogColumns
  let name: String?
  let size: Int
  let limit: Int?

  /// Decodes everything and writes nothing; any rejection is the end.
  func rehearse(_ console: Console) throws {
    var reader = try format.open(source.path, columns: columns)
    var rejected: [Rejection] = []
    let progress = console.progress("check", total: total(of: reader))
    defer { progress.finish() }
    try CutoutPipeline(size: size, limit: limit).run(&reader) { chunk in
      rejected += chunk.rejections
      progress.advance(by: chunk.cutouts.count + chunk.rejections.count)
      try console.checkInterrupt("nothing was written yet")
    }
    guard let first = rejected.first else { return }
    let others = rejected.count == 1 ? "" : ", and \(Figures.count(rejected.count - 1)) more"
    throw CommandFailure.failed(
      "nothing was imported: \(first.source): \(first.reason)\(others); "
        + "repair the catalog, or leave --strict out to import the rest")
  }

  /// Imports what the store lacks.
  func run(_ console: Console) throws -> ImportPayload {
    var reader = try format.open(source.path, columns: columns)
    let catalogName = name ?? reader.catalogName
    let kind = reader is FolderReader ? "folder" : "csv"
    // The catalog is made with its first galaxy, so that a source without any leaves no trace.
    var catalog = try store.catalogs().first { $0.name == catalogName }
    if catalog != nil { catalog = try add(catalogName, kind, console) }
    let known = try catalog.map { try store.objectIDs(in: $0.id) } ?? []

    var inserted = InsertedGalaxies()
    var rejected: [Rejection] = []
    let progress = console.progress("import", total: total(of: reader))
    defer { progress.finish() }
    let counts = try CutoutPipeline(size: size, limit: limit).run(
      &reader, skipping: { ids in known.intersection(ids) },
      consume: { chunk in
        rejected += chunk.rejections
        if !chunk.cutouts.isEmpty {
          let target = try catalog ?? add(catalogName, kind, console)
          catalog = target
          inserted += try store.insert(chunk.cutouts.map(galaxy), into: target.id)
        }
        progress.advance(by: chunk.cutouts.count + chunk.rejections.count + chunk.skipped)
        try console.checkInterrupt(
          "\(Figures.count(known.count + inserted.inserted, "galaxy", "galaxies")) are in the "
            + "store, run the same command to go on")
      })
    progress.finish()
    if catalog == nil, let first = rejected.first {
      throw CommandFailure.failed(
        "none of the \(Figures.count(rejected.count, "object")) in \(source.path) can be imported; "
          + "the first is \(first.source): \(first.reason)")
    }
    rejected += inserted.changed.map {
      Rejection(
        source: $0,
        reason: "the store has another picture under this id and keeps it; give it another id")
    }
    return ImportPayload(
      catalog: catalogName, reader: kind, imported: inserted.inserted,
      skipped: counts.skipped + inserted.skipped,
      rejected: rejected.map { .init(source: $0.source, reason: $0.reason) },
      seconds: progress.elapsed)
  }

  private func add(_ name: String, _ reader: String, _ console: Console) throws -> CatalogRecord {
    try store.addCatalog(
      name: name, source: source.path, reader: reader, now: console.context.now())
  }

  private func total(of reader: any CatalogReader) -> Int? {
    let count = (reader as? FolderReader)?.count
    guard let limit else { return count }
    return min(limit, count ?? limit)
  }

  private func galaxy(_ cutout: Cutout) -> NewGalaxy {
    NewGalaxy(
      objectID: cutout.entry.objectID, ra: cutout.entry.rightAscension,
      dec: cutout.entry.declination, redshift: cutout.entry.redshift,
      knownClass: cutout.entry.label, attributes: cutout.entry.attributes,
      source: cutout.sourcePath, sha256: cutout.sha256,
      cutout: StoredCutout(
        shape: CutoutShape(width: cutout.raster.width, height: cutout.raster.height),
        bytes: cutout.raster.pixels))
  }
}
