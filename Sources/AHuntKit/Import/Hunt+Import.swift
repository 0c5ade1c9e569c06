public import Foundation
import Imaging
package import Store
package import Survey

/// A catalog that is to be read into a hunt, and how.
public struct CatalogImport: Sendable {
  /// A folder of pictures, a table, or an HDF5 file.
  public var source: URL
  /// What the catalog is called; nil takes the name of the source.
  public var name: String?
  /// Most objects to take, the first ones; nil takes all.
  public var limit: Int?
  /// Whether what changed since an earlier import takes the place of what is stored.
  public var isReplacing = false
  /// Whether a rejected object is an error, before anything is stored.
  public var isStrict = false
  /// Pixels on each side of a cutout, a multiple of 16.
  public var size: Int {
    get { options.size }
    set { options.size = newValue }
  }

  /// What the source is; decided by its content if `auto`.
  package var format = CatalogFormat.auto
  package var options = CatalogOptions()
  package var recipe = CutoutRecipe()
  /// How float pictures are shown; nil leaves what the catalog has.
  package var stretch: PictureStretch?

  /// The whole of a source, read as its content tells.
  public init(source: URL, name: String? = nil) {
    self.source = source
    self.name = name
  }
}

/// What an import came to.
public struct ImportSummary: Sendable {
  /// A galaxy whose catalog now says or shows something else than the hunt holds.
  public struct Change: Sendable, Equatable {
    /// The survey's own name of the galaxy.
    public let objectID: String
    /// File or row it was read from.
    public let source: String
    /// What differs: `picture`, `label`, `position`, `redshift`, `attributes`.
    public let differences: [String]
    /// Whether the hunt took the new version; otherwise it kept the old one.
    public let wasReplaced: Bool
  }

  /// A galaxy that has the very same pixels as an earlier one.
  public struct Duplicate: Sendable, Equatable {
    /// The later of the two.
    public let objectID: String
    /// The first galaxy with these pixels.
    public let first: String
    /// The catalog that the first one is in.
    public let catalog: String
  }

  /// What the catalog is called.
  public let catalog: String
  /// The reader that read it.
  public let reader: String
  /// Which columns of a table were taken for what, by the names that AHunt gives them.
  public let columns: [String: String]
  /// Galaxies that are new.
  public let imported: Int
  /// Galaxies that were there just like this.
  public let skipped: Int
  /// Galaxies that were there and are otherwise now.
  public let changed: [Change]
  /// Galaxies with the pixels of another.
  public let duplicates: [Duplicate]
  /// Objects that were left out.
  public let rejected: [ImportRejection]
  /// How long it took, in seconds.
  public let seconds: Double
}

extension Hunt {
  /// Reads a catalog into the hunt chunk by chunk; each chunk is committed before the next.
  ///
  /// What was imported before is skipped, so an import that was interrupted goes on where it
  /// stopped when it is called again.
  ///
  /// - Parameters:
  ///   - request: what is to be read, and how.
  ///   - activity: what is told how far the call is, and may stop it.
  ///   - rejections: told of what was rejected where nothing is imported, before the error.
  /// - Throws: `HuntError.nothingImported`, `.rejected` where it is strict, `.otherCutoutSize`,
  ///   `.otherCutouts`, `.interrupted`; an error of the catalog's reader or of the store.
  @discardableResult
  public func importCatalog(
    _ request: CatalogImport, activity: Activity = Activity(),
    rejections: @escaping (ImportSummary) throws -> Void = { _ in }
  ) throws -> ImportSummary {
    if let stored = try store.cutoutShape(), stored.width != request.size {
      throw HuntError.otherCutoutSize(stored: stored.width, wanted: request.size)
    }
    let importer = CatalogImporter(
      store: store, request: request, activity: activity, tell: rejections)
    if request.isStrict { try importer.rehearse() }
    return try importer.run()
  }
}
