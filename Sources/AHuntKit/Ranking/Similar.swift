import Hunting
import Store

/// A galaxy and how far it lies from another in embedding space.
public struct Neighbour: Sendable, Equatable {
  /// Number of the galaxy in the store.
  public let galaxy: Int64
  /// The survey's own name of it.
  public let objectID: String
  /// Euclidean distance of the two vectors.
  public let distance: Double
  /// The person's own class, nil where none was given.
  public let label: String?
  /// The catalog's class, nil where it has none.
  public let knownClass: String?
}

extension Hunt {
  /// The galaxies that look most like one, nearest first, by the latest embedder's vectors.
  ///
  /// - Parameter catalog: the catalog of the galaxy, where several hold its object id.
  /// - Throws: `HuntError.noEmbeddings` or `.incompleteEmbeddings`; an error of the store where there
  ///   is no such galaxy, or where several catalogs hold it.
  public func similar(
    to objectID: String, catalog: String? = nil, count: Int = 20
  ) throws -> (galaxy: Int64, neighbours: [Neighbour]) {
    try store.snapshot { store in
      let galaxy = try store.galaxy(
        objectID: objectID, in: try catalog.map { try store.catalog(named: $0).id })
      let snapshot = try HuntSnapshot(store, hunt: id)
      guard let row = snapshot.rows[galaxy.id] else {
        throw HuntError.notEmbedded(objectID: objectID)
      }
      let nearest = snapshot.features.nearest(to: row, count: count)
      let records = try store.galaxies(ids: nearest.map { snapshot.ids[$0.row] })
      let neighbours = zip(nearest, records).map { near, record in
        Neighbour(
          galaxy: record.id, objectID: record.objectID, distance: near.distance,
          label: snapshot.label(of: record.id), knownClass: record.knownClass)
      }
      return (galaxy.id, neighbours)
    }
  }
}
