import Files
import Survey

extension SurveyError: Remedied {
  var remedy: String? {
    switch self {
    case .missingSource:
      "give a folder of pictures, a CSV or FITS table, or an HDF5 file"
    case .unreadable(_, let error):
      error.remedy
    case .notAFolder:
      "choose --reader auto, or give the folder that holds it"
    case .isAFolder(_, let format):
      "choose --reader auto, or give a file for --reader \(format.rawValue)"
    case .notACatalog(_, let kind):
      kind.remedy
    case .notATable:
      "give a folder of pictures or a CSV with a header"
    case .noPictures:
      "give another folder"
    case .emptyTable:
      "a catalog begins with a header row such as object_id,path"
    case .noRows:
      "add one row for each galaxy"
    case .missingColumn(_, _, _, let sought):
      "name one of them with \(sought.option)"
    case .repeatedColumn:
      "rename one of them"
    case .damagedHDF5:
      "fetch it again, and if that does not help open it with h5ls"
    case .foreignHDF5, .wrongDataset:
      "write its pictures out with a CSV"
    case .noMosaic:
      "give it with --mosaic"
    case .unusedChoice(_, let choice, _, _):
      "leave \(choice.option) out"
    case .crashed:
      "what was imported before is kept; fetch the file again, and report the fault with it"
    case .unusableFITS(_, let error):
      error.remedy
    }
  }
}

extension ForeignFile {
  /// How a catalog comes of it.
  fileprivate var remedy: String {
    switch self {
    case .gzip: "unpack it with gunzip"
    case .zip: "unpack it"
    case .bzip2: "unpack it with bunzip2"
    case .xz: "unpack it with unxz"
    case .png, .jpeg: "give the folder that holds it"
    case .parquet: "export it as CSV"
    case .webPage: "download the file that the page offers"
    case .gitLFS: "run git lfs pull"
    case .sqlite: "give the survey it was made from"
    }
  }
}

extension SoughtColumn {
  /// The option of `ahunt import` that names it, and what can take its place.
  fileprivate var option: String {
    switch self {
    case .objectID: "--id-column"
    case .label: "--label-column"
    case .path: "--path-column"
    case .cutout: "--cutout-column"
    case .pathOrCutout: "--path-column or --cutout-column"
    case .picture(let objectIDs, let hasPositions):
      "--path-column, or give the folder of pictures that are named by \(objectIDs) with --pictures"
        + (hasPositions ? ", or the FITS image they lie on with --mosaic" : "")
    }
  }
}

extension CatalogChoice {
  /// The option of `ahunt import` that makes it.
  fileprivate var option: String {
    switch self {
    case .idColumn: "--id-column"
    case .pathColumn: "--path-column"
    case .labelColumn: "--label-column"
    case .pictures: "--pictures"
    case .cutoutColumn: "--cutout-column"
    case .table: "--table"
    case .bands: "--bands"
    case .mosaic: "--mosaic"
    }
  }
}
