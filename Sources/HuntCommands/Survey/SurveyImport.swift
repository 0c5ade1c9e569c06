import ArgumentParser
import Foundation
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

  @Option(help: "Take only the first N objects, such as --limit 1000.")
  var limit: Int?

  @Flag(help: "Take over pictures and labels that changed since an earlier import; answers stay.")
  var replace = false

  @Flag(help: "Treat any rejected object as an error, before anything is written.")
  var strict = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of at least 1.") }
    if name?.isEmpty == true { throw ValidationError("--name takes a name, not an empty text.") }
    if columns.mosaic != nil, ![.auto, .mosaic].contains(reader) {
      throw ValidationError("--mosaic does not go with --reader \(reader.rawValue).")
    }
  }

  func run(with console: Console) throws {
    Interrupt.watch()
    let store = try console.openStore()
    let size = pictures.size
    if let stored = try store.cutoutShape(), stored.width != size {
      throw CommandFailure.failed(
        "this hunt holds cutouts of \(stored.width)×\(stored.height) pixels, and one hunt has one "
          + "size: import with --size \(stored.width), or into a hunt of its own")
    }
    let importer = CatalogImporter(
      store: store, source: console.context.location(source), format: reader,
      options: CatalogOptions(
        columns: columns.names { console.context.location($0).path },
        fits: FITSTableOptions(
          table: columns.table, cutoutColumn: columns.cutoutColumn, bands: pictures.mapping),
        mosaic: columns.mosaic.map { console.context.location($0).path },
        cutoutArcsec: columns.cutoutArcsec, size: size),
      name: name,
      recipe: CutoutRecipe(
        crop: pictures.crop, bands: pictures.bands, arcsec: columns.cutoutArcsec),
      limit: limit, isReplacing: replace,
      stretch: pictures.shown)
    if strict { try importer.rehearse(console) }
    let payload = try importer.run(console)
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
