import Files
import Imaging
import Review
import Store
import Survey

/// A galaxy as the hunt has it, and the way back to the picture that it was imported from.
struct ReviewedGalaxy {
  let record: GalaxyRecord
  let catalog: CatalogRecord
  let stored: StoredCutout

  /// Larger files are not read while somebody waits, and larger sides not kept.
  private static let most = (bytes: 256_000_000, side: 2_048)

  /// Reads it from a store.
  init(_ galaxy: Int64, in store: HuntStore) throws {
    (record, catalog, stored) = try store.snapshot { store in
      let record = try store.galaxies(ids: [galaxy])[0]
      return (record, try store.catalog(id: record.catalog), try store.cutout(of: galaxy))
    }
  }

  /// A name that stands for its pixels: others have another.
  var key: String { "\(record.id) \(record.sha256)" }

  /// The file's own name or the row, without the folders it lies in.
  var place: String {
    catalog.reader == CatalogFormat.mosaic.rawValue
      ? Self.name(of: catalog.recipe?.mosaic ?? "") : Self.name(of: record.source)
  }

  /// The picture as the survey has it, cropped as the catalog's recipe says.
  ///
  /// Whatever lies there is made a cutout as an import would, and is only taken where that is the cutout
  /// which is stored.
  ///
  /// - Throws: `LostOriginal`, or what reading the file throws.
  func original() throws -> CutoutPixels {
    guard let format = CatalogFormat(rawValue: catalog.reader) else {
      throw LostOriginal.unknownReader(catalog.reader)
    }
    let recipe = catalog.recipe ?? CutoutRecipe()
    if format == .mosaic, recipe.mosaic == nil { throw LostOriginal.noMosaic }
    guard let cutout = CutoutPixels(stored), cutout.width == cutout.height, recipe.crop > 0,
      recipe.crop <= 1
    else { throw LostOriginal.otherPicture }
    let bands = recipe.bands.flatMap(BandMapping.init) ?? .automatic
    let options = CatalogOptions(
      fits: FITSTableOptions(bands: bands), mosaic: recipe.mosaic, cutoutArcsec: recipe.arcsec,
      size: cutout.width)
    let position = record.ra.flatMap { ra in record.dec.map { (ra: ra, dec: $0) } }
    let source = record.source
    if let signal = CrashGuard.signal(of: source) { throw Rejection.Reason.crash(signal) }
    let picture = try CrashGuard.reading(source) {
      try format.picture(
        from: source, in: catalog.source, at: position, options: options)
    }
    guard let picture else { throw LostOriginal.noPlace }
    let found = try CutoutMaker(size: cutout.width, crop: recipe.crop, bands: bands)
      .original(picture, named: source, atMost: Self.most)
    guard found.cutout.isSamePicture(as: cutout) else { throw LostOriginal.otherPicture }
    return found.whole.width > Self.most.side
      ? found.whole.resized(to: Self.most.side) : found.whole
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension CutoutPixels {
  /// Stored pixels; nil where they are no picture of three channels of bytes, or of floats.
  init?(_ stored: StoredCutout) {
    let shape = stored.shape
    switch shape.format {
    case .uint8:
      guard shape.channels == 3 else { return nil }
      self = .bytes(Raster(width: shape.width, height: shape.height, pixels: stored.bytes))
    case .float32:
      self = .floats(
        FloatRaster(
          width: shape.width, height: shape.height, channels: shape.channels,
          values: stored.floats))
    }
  }
}
