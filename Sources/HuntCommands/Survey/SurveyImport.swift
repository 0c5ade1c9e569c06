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
      SOURCE is a folder of JPEG or PNG pictures (a subfolder's name is the class) or a CSV with \
      the columns object_id and path, and label, ra, dec and redshift where known. What was \
      imported before is skipped, so an interrupted import goes on when it is run again.

      Example:
        ahunt import ~/surveys/efigi --name efigi
        ahunt import survey.csv --id-column name --path-column jpeg --label-column type
      """)

  @Argument(help: "A folder of pictures, or a CSV catalog.")
  var source: String

  @Option(help: "What SOURCE is: auto, folder or csv.")
  var reader: CatalogFormat = .auto

  @Option(help: "What the catalog is called (default: the name of SOURCE).")
  var name: String?

  @Option(help: "The CSV's column of object ids (default: object_id).")
  var idColumn: String?

  @Option(help: "The CSV's column of picture paths (default: path).")
  var pathColumn: String?

  @Option(help: "The CSV's column of known classes (default: label, where there is one).")
  var labelColumn: String?

  @Option(help: "Take only the first N objects.")
  var limit: Int?

  @Option(help: "Pixels on each side of a cutout.")
  var size = 64

  @Flag(help: "Treat any rejected object as an error, before anything is written.")
  var strict = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number of at least 1.") }
    guard (16...1024).contains(size), size.isMultiple(of: 16) else {
      throw ValidationError("--size takes a multiple of 16 from 16 to 1024 pixels.")
    }
    if name?.isEmpty == true { throw ValidationError("--name takes a name, not an empty text.") }
  }

  func run(with console: Console) throws {
    Interrupt.watch()
    let store = try console.openStore()
    if let stored = try store.cutoutShapes().first?.shape, stored.width != size {
      throw CommandFailure.failed(
        "this hunt holds cutouts of \(stored.width)×\(stored.height) pixels, and one hunt has one "
          + "size: import with --size \(stored.width), or into a hunt of its own")
    }
    let importer = CatalogImporter(
      store: store, source: console.context.location(source), format: reader,
      columns: CatalogColumns(objectID: idColumn, path: pathColumn, label: labelColumn),
      name: name, size: size, limit: limit)
    if strict { try importer.rehearse(console) }
    let payload = try importer.run(console)
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
