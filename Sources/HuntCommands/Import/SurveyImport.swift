import AHuntKit
import ArgumentParser
import Files
import FoundationEssentials
import Store
import Survey

/// `ahunt import`: reads a catalog into the store.
struct SurveyImport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read a survey into the hunt: pictures, positions and known classes.",
    discussion: """
      What SOURCE is, its content tells: a folder of JPEG, PNG or FITS cutouts (a subfolder's name \
      is the class); a CSV or FITS table with the columns object_id and path, and label, ra, dec \
      and redshift where known; a FITS table with the pictures in a column; Galaxy10_DECals.h5 or \
      Galaxy10.h5; a GalaxyMNIST .hdf5; or, with --mosaic, a table of sky positions and the FITS \
      image that shows them. What was imported before is skipped, so an interrupted import goes \
      on when it is run again.

      Example:
        ahunt import ~/surveys/efigi --name efigi
        ahunt import survey.csv --id-column name --path-column jpeg --label-column type
        ahunt import Galaxy10_DECals.h5
        ahunt import cutouts.fits --bands i,r,g --stretch 5
        ahunt import positions.csv --mosaic coadd-r.fits.fz --cutout-arcsec 20
        ahunt import survey.csv --replace
      """)

  @Argument(help: "A folder of pictures, a CSV or FITS table, or an HDF5 file.")
  var source: String

  @Option(
    help: """
      What SOURCE is: auto, folder, csv, fits, mosaic, galaxy10 or galaxymnist, such as \
      --reader folder to leave a folder's catalog.csv unread.
      """)
  var reader: CatalogFormat = .auto

  @Option(help: "What the catalog is called (default: the name of SOURCE), such as --name efigi.")
  var name: String?

  @OptionGroup(title: "Tables")
  var columns: TableOptions

  @OptionGroup(title: "Pictures")
  var pictures: PictureOptions

  @Option(.count, help: "Take only the first N objects, such as --limit 1000.")
  var limit: Int?

  @Flag(help: "Take over pictures and labels that changed since an earlier import; answers stay.")
  var replace = false

  @Flag(help: "Treat any rejected object as an error, before anything is written.")
  var strict = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    if name?.isEmpty == true { throw ValidationError("--name takes a name, not an empty text.") }
    if columns.mosaic != nil, ![.auto, .mosaic].contains(reader) {
      throw ValidationError("--mosaic does not go with --reader \(reader.rawValue).")
    }
  }

  func run(with console: Console) throws {
    if let crash = CrashGuard.watch().last {
      console.warn(
        "the program crashed (\(CrashGuard.name(of: crash.signal))) while it read \(crash.name); the "
          + "import goes on without that, and counts what was stored before as skipped")
    }
    let payload = try console.withHunt { hunt in
      ImportPayload(
        try hunt.importCatalog(request(console), activity: console.activity(isLong: true)) {
          let payload = ImportPayload($0)
          try console.emit(payload, isFailure: true) { payload.write(to: &$0) }
        })
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }

  private func request(_ console: Console) -> CatalogImport {
    func location(_ path: String) -> String { console.context.location(path).path }
    var request = CatalogImport(source: console.context.location(source), name: name)
    request.limit = limit
    request.isReplacing = replace
    request.isStrict = strict
    request.format = reader
    request.options = CatalogOptions(
      columns: columns.names(location),
      fits: FITSTableOptions(
        table: columns.table, cutoutColumn: columns.cutoutColumn, bands: pictures.mapping),
      mosaic: columns.mosaic.map(location), cutoutArcsec: columns.cutoutArcsec,
      size: pictures.size)
    request.recipe = CutoutRecipe(
      crop: pictures.crop, bands: pictures.bands, arcsec: columns.cutoutArcsec)
    request.stretch = pictures.shown
    return request
  }
}

extension CatalogFormat: ExpressibleByArgument {}
