import Foundation
import Imaging
import Store
import Survey

/// Brings a catalog into the store chunk by chunk; each chunk is committed before the next.
struct CatalogImporter {
  let store: HuntStore
  let request: CatalogImport
  let activity: Activity
  /// Told of what was rejected where nothing is imported.
  let tell: (ImportSummary) throws -> Void

  /// Decodes everything and writes nothing; any rejection is the end.
  func rehearse() throws {
    var (reader, kind) = try open()
    var gate = ShapeGate(hunt: try store.cutoutShape())
    var rejected: [Rejection] = []
    let progress = activity.begin(.rehearse, total: total(of: reader))
    defer { progress.finish() }
    try pipeline.run(&reader) { chunk in
      rejected += chunk.rejections
      rejected += try gate.admit(chunk.cutouts.map(NewGalaxy.init)).rejections
      progress.advance(by: chunk.cutouts.count + chunk.rejections.count)
      try activity.check(.nothingStored)
    }
    guard let first = rejected.first else { return }
    progress.finish()
    try tell(summary(reader, kind, rejected: rejected, seconds: progress.elapsed))
    throw HuntError.rejected(first: ImportRejection(first), others: rejected.count - 1)
  }

  /// Imports what the store lacks.
  func run() throws -> ImportSummary {
    var (reader, kind) = try open()
    let catalogName = request.name ?? reader.catalogName
    let isReplacing = request.isReplacing
    var recipe = request.recipe
    recipe.mosaic = request.options.mosaic
    func add() throws -> CatalogRecord {
      try store.addCatalog(
        name: catalogName, source: request.source.path, reader: kind.rawValue,
        stretch: request.stretch, recipe: recipe,
        isReplacing: isReplacing && request.limit == nil, now: activity.now())
    }
    // The catalog is made with its first galaxy, so that a source without any leaves no trace.
    var catalog = try store.catalogs().first { $0.name == catalogName }
    if catalog != nil { catalog = try add() }

    var gate = ShapeGate(hunt: try store.cutoutShape())
    var inserted = InsertedGalaxies()
    var rejected: [Rejection] = []
    let progress = activity.begin(.import, total: total(of: reader))
    defer { progress.finish() }
    let counts = try pipeline.run(
      &reader,
      skipping: { entries in
        // Unchanged files have other pixels under another recipe, so whoever asks for replacement
        // gets everything compared.
        guard let catalog, !isReplacing else { return [] }
        return try store.unchanged(entries.map(GalaxyFacts.init), in: catalog.id)
      },
      consume: { chunk in
        let (galaxies, misfits) = try gate.admit(chunk.cutouts.map(NewGalaxy.init))
        rejected += chunk.rejections + misfits
        if !galaxies.isEmpty {
          let target = try catalog ?? add()
          catalog = target
          inserted += try store.insert(
            galaxies, into: target.id, recipeNumber: target.newRecipeNumber,
            replacing: isReplacing)
        }
        progress.advance(by: chunk.cutouts.count + chunk.rejections.count + chunk.skipped)
        if activity.isCancelled() {
          let stored = try catalog.map { try store.galaxyCount(in: $0.id) } ?? 0
          throw HuntError.interrupted(.imported(galaxies: stored))
        }
      })
    progress.finish()
    if isReplacing, request.limit == nil, let catalog {
      do {
        try store.finishReplacement(of: catalog.name)
      } catch {
        try tell(summary(reader, kind, inserted, rejected: rejected, seconds: progress.elapsed))
        throw error
      }
    }
    if catalog == nil, let first = rejected.first {
      try tell(summary(reader, kind, rejected: rejected, seconds: progress.elapsed))
      throw HuntError.nothingImported(
        source: request.source.path, first: ImportRejection(first), rejected: rejected.count)
    }
    return summary(
      reader, kind, inserted, skipped: counts.skipped + inserted.skipped,
      duplicates: try catalog.map { try store.duplicates(in: $0.id) } ?? [], rejected: rejected,
      seconds: progress.elapsed)
  }

  private func summary(
    _ reader: any CatalogReader, _ kind: CatalogFormat,
    _ inserted: InsertedGalaxies = InsertedGalaxies(), skipped: Int = 0,
    duplicates: [DuplicatePicture] = [], rejected: [Rejection], seconds: Double
  ) -> ImportSummary {
    ImportSummary(
      catalog: request.name ?? reader.catalogName, reader: kind.rawValue,
      columns: Dictionary(
        uniqueKeysWithValues: reader.columns.map { ($0.key.rawValue, $0.value) }),
      imported: inserted.inserted, skipped: skipped,
      changed: inserted.changed.map {
        .init(
          objectID: $0.objectID, source: $0.source, differences: $0.differences,
          wasReplaced: $0.wasReplaced)
      },
      duplicates: duplicates.map {
        .init(objectID: $0.objectID, first: $0.first, catalog: $0.catalog)
      }, rejected: rejected.map(ImportRejection.init), seconds: seconds)
  }

  private var pipeline: CutoutPipeline {
    CutoutPipeline(
      size: request.options.size, crop: request.recipe.crop, bands: request.options.fits.bands,
      limit: request.limit)
  }

  private func open() throws -> (any CatalogReader, CatalogFormat) {
    let (path, options) = (request.source.path, request.options)
    let kind =
      request.format == .auto
      ? try CatalogFormat.detected(at: path, options: options) : request.format
    let reader = FingerprintingReader(
      try kind.open(path, options: options),
      containers: [path] + [options.mosaic].compactMap { $0 })
    let name = request.name ?? reader.catalogName
    guard let known = try store.catalogs().first(where: { $0.name == name }) else {
      return (reader, kind)
    }
    return (SpellingReader(reader, try store.idSpellings(in: known.id)), kind)
  }

  private func total(of reader: any CatalogReader) -> Int? {
    guard let limit = request.limit else { return reader.count }
    return min(limit, reader.count ?? limit)
  }
}
