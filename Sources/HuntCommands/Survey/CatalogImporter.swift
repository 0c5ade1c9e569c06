import Foundation
import Imaging
import Store
import Survey

/// Brings a catalog into the store chunk by chunk; each chunk is committed before the next.
struct CatalogImporter {
  let store: HuntStore
  let source: URL
  var format = CatalogFormat.auto
  var options = CatalogOptions()
  var name: String?
  var recipe = CutoutRecipe()
  var limit: Int?
  /// Whether what changed since an earlier import takes the place of what is stored.
  var isReplacing = false
  /// How float pictures are shown; `nil` leaves what the catalog has.
  var stretch: PictureStretch?

  /// Decodes everything and writes nothing; any rejection is the end.
  func rehearse(_ console: Console) throws {
    var (reader, _) = try open()
    var gate = ShapeGate(hunt: try store.cutoutShape())
    var rejected: [Rejection] = []
    let progress = console.progress("check", total: total(of: reader))
    defer { progress.finish() }
    try pipeline.run(&reader) { chunk in
      rejected += chunk.rejections
      rejected += try gate.admit(chunk.cutouts.map(NewGalaxy.init)).rejections
      progress.advance(by: chunk.cutouts.count + chunk.rejections.count)
      try console.checkInterrupt("nothing was written yet")
    }
    guard let first = rejected.first else { return }
    let others = rejected.count == 1 ? "" : ", and \(Figures.count(rejected.count - 1)) more"
    progress.finish()
    try tell(rejected, of: reader, console, seconds: progress.elapsed)
    throw CommandFailure.failed(
      "nothing was imported: \(first.source): \(Sentence.of(first.reason))\(others); "
        + "repair the catalog, or leave --strict out to import the rest")
  }

  /// Imports what the store lacks.
  func run(_ console: Console) throws -> ImportPayload {
    var (reader, kind) = try open()
    let catalogName = name ?? reader.catalogName
    func add() throws -> CatalogRecord {
      try store.addCatalog(
        name: catalogName, source: source.path, reader: kind.rawValue, stretch: stretch,
        recipe: recipe, isReplacing: isReplacing && limit == nil, now: console.context.now())
    }
    // The catalog is made with its first galaxy, so that a source without any leaves no trace.
    var catalog = try store.catalogs().first { $0.name == catalogName }
    if catalog != nil { catalog = try add() }

    var gate = ShapeGate(hunt: try store.cutoutShape())
    var inserted = InsertedGalaxies()
    var rejected: [Rejection] = []
    let progress = console.progress("import", total: total(of: reader))
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
          inserted += try store.insert(galaxies, into: target.id, replacing: isReplacing)
        }
        progress.advance(by: chunk.cutouts.count + chunk.rejections.count + chunk.skipped)
        try console.checkInterrupt(keptSoFar(catalog))
      })
    progress.finish()
    if catalog == nil, let first = rejected.first {
      try tell(rejected, of: reader, console, seconds: progress.elapsed)
      throw CommandFailure.failed(
        "nothing in \(source.path) can be imported: \(Figures.count(rejected.count, "object")) rejected; "
          + "the first is \(first.source): \(Sentence.of(first.reason))")
    }
    if isReplacing, limit == nil, let catalog { try store.setRecipe(recipe, of: catalog.id) }
    return ImportPayload(
      catalog: catalogName, reader: kind, columns: reader.columns, inserted: inserted,
      skipped: counts.skipped + inserted.skipped,
      duplicates: try catalog.map { try store.duplicates(in: $0.id) } ?? [],
      rejected: rejected, seconds: progress.elapsed)
  }

  /// Says what was rejected where nothing is imported.
  private func tell(
    _ rejected: [Rejection], of reader: any CatalogReader, _ console: Console, seconds: Double
  ) throws {
    let payload = ImportPayload(
      catalog: name ?? reader.catalogName, reader: format, columns: reader.columns,
      inserted: InsertedGalaxies(), skipped: 0, duplicates: [], rejected: rejected,
      seconds: seconds)
    try console.emit(payload, isFailure: true) { payload.write(to: &$0) }
  }

  private var pipeline: CutoutPipeline {
    CutoutPipeline(size: options.size, crop: recipe.crop, bands: options.fits.bands, limit: limit)
  }

  private func open() throws -> (any CatalogReader, CatalogFormat) {
    let kind =
      format == .auto
      ? try CatalogFormat.detected(at: source.path, options: options) : format
    let reader = FingerprintingReader(
      try kind.open(source.path, options: options),
      containers: [source.path] + [options.mosaic].compactMap { $0 })
    return (reader, kind)
  }

  private func total(of reader: any CatalogReader) -> Int? {
    guard let limit else { return reader.count }
    return min(limit, reader.count ?? limit)
  }

  private func keptSoFar(_ catalog: CatalogRecord?) -> String {
    let count = catalog.flatMap { try? store.galaxyCount(in: $0.id) } ?? 0
    return "\(Figures.count(count, "galaxy", "galaxies")) are in the store, "
      + "run the same command to go on"
  }
}
