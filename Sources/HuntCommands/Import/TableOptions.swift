import ArgumentParser
import Survey

/// Which columns of a table hold what, and where the pictures of its positions are.
struct TableOptions: ParsableArguments {
  @Option(
    help: """
      The column of object ids (default: object_id or a usual name for it), such as \
      --id-column name.
      """)
  var idColumn: String?

  @Option(help: "The column of picture paths (default: path), such as --path-column jpeg.")
  var pathColumn: String?

  @Option(
    help: ArgumentHelp(
      """
      The folder that relative picture paths start from (default: the table's own), such as \
      --pictures ~/surveys/jpeg; a table without a path column finds OBJECT_ID.jpg there.
      """,
      valueName: "folder"))
  var pictures: String?

  @Option(
    help: """
      The column of known classes (default: label, where there is one), such as \
      --label-column type.
      """)
  var labelColumn: String?

  @Option(
    help: """
      The FITS table's column of pictures (default: cutout or image, where there is one), such as \
      --cutout-column stamp.
      """)
  var cutoutColumn: String?

  @Option(help: "The FITS file's table, by name or number (default: the first), such as --table 2.")
  var table: String?

  @Option(
    help: ArgumentHelp(
      """
      The FITS image that shows the positions in SOURCE, such as --mosaic coadd-r.fits.fz; a path \
      is not needed then.
      """,
      valueName: "file.fits"))
  var mosaic: String?

  @Option(
    .from(0.01, to: 36_000),
    help: """
      Side of a cutout from the mosaic in arcseconds (default: --size pixels of the mosaic), such \
      as --cutout-arcsec 20.
      """)
  var cutoutArcsec: Double?

  /// The columns' names as a reader takes them; `location` makes a full path.
  func names(_ location: (String) -> String) -> CatalogColumns {
    CatalogColumns(
      objectID: idColumn, path: pathColumn, label: labelColumn, pictures: pictures.map(location))
  }

  func validate() throws {
    if pathColumn != nil, cutoutColumn != nil {
      throw ValidationError("--path-column and --cutout-column exclude each other.")
    }
    if cutoutArcsec != nil, mosaic == nil {
      throw ValidationError("--cutout-arcsec needs --mosaic.")
    }
  }
}
