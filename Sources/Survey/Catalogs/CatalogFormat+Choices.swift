import Imaging
import Tables

/// Something that a person chose about a catalog, where a reader may have no such choice.
package enum CatalogChoice: Sendable, Equatable {
  case idColumn
  case pathColumn
  case labelColumn
  /// The folder that paths start from.
  case pictures
  /// The column of picture arrays.
  case cutoutColumn
  /// The table of several.
  case table
  /// The bands that become red, green and blue.
  case bands
  /// The image that positions lie on.
  case mosaic
}

extension CatalogOptions {
  /// What was chosen.
  fileprivate var choices: [CatalogChoice] {
    let all: [(CatalogChoice, isMade: Bool)] = [
      (.idColumn, columns.objectID != nil), (.pathColumn, columns.path != nil),
      (.labelColumn, columns.label != nil), (.pictures, columns.pictures != nil),
      (.cutoutColumn, fits.cutoutColumn != nil), (.table, fits.table != nil),
      (.bands, fits.bands != .automatic), (.mosaic, mosaic != nil),
    ]
    return all.filter(\.isMade).map(\.0)
  }
}

extension CatalogFormat {
  /// An error where something was chosen that this reader would leave unused.
  func refuseUnused(
    _ options: CatalogOptions, of path: String, _ content: CatalogContent
  ) throws(SurveyError) {
    guard let choice = options.choices.first(where: { !uses($0, content) }) else { return }
    throw .unusedChoice(path: path, choice, self, existing: try parts(of: path, content))
  }

  private func uses(_ choice: CatalogChoice, _ content: CatalogContent) -> Bool {
    switch (self, choice) {
    case (.auto, _): true
    case (.folder, .bands): true
    case (.folder, _): false
    case (.csv, .idColumn), (.csv, .pathColumn), (.csv, .labelColumn), (.csv, .pictures),
      (.csv, .bands):
      true
    case (.csv, _): false
    case (.fits, .mosaic): false
    case (.fits, _): true
    case (.mosaic, .table): content == .fits
    case (.mosaic, .pathColumn), (.mosaic, .pictures), (.mosaic, .cutoutColumn): false
    case (.mosaic, _): true
    case (.galaxy10, _), (.galaxymnist, _): false
    }
  }

  /// What there is to choose from: the columns of a text, the datasets of an HDF5 file.
  private func parts(of path: String, _ content: CatalogContent) throws(SurveyError) -> [String] {
    switch content {
    case .text: try CSVFile(path: path).next()?.fields ?? []
    case .hdf5: try HDF5File(path: path).names()
    case .folder, .fits, .foreign: []
    }
  }
}
