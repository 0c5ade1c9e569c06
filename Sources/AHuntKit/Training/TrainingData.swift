import Digests
import Foundation
import Models
import Store
import Survey

/// The galaxies that a training works on, split by a hash of their object ids.
///
/// Of each galaxy it keeps a few bytes, so that a survey of millions fits.
struct TrainingData {
  private(set) var store: HuntStore
  /// The part each galaxy is in.
  let parts: [DataSplit]
  /// The known classes, sorted.
  let classNames: [String]
  /// A digest of which galaxies these are and what they look like.
  let digest: String
  let ids: [Int64]
  /// Place of each galaxy's known class among `classNames`.
  private let labels: [Int32?]

  /// All galaxies, or those of one catalog, at most `limit` of them evenly taken.
  init(_ store: HuntStore, catalog: String? = nil, limit: Int? = nil) throws {
    self.store = store
    let number = try catalog.map { try store.catalog(named: $0).id }
    let total = try store.galaxyCount(in: number)
    guard total > 0 else {
      throw HuntError.noGalaxies
    }
    let count = min(limit ?? total, total)
    var ids: [Int64] = []
    var objectIDs: [String] = []
    var classes: [String?] = []
    var identity: [UInt8] = []
    var position = 0
    var last: Int64 = 0
    while ids.count < count {
      let page = try store.galaxyIdentities(in: number, after: last, limit: 4_096)
      guard let end = page.last else { break }
      last = end.id
      for galaxy in page {
        defer { position += 1 }
        guard ids.count < count, position == ids.count * total / count else { continue }
        ids.append(galaxy.id)
        objectIDs.append(galaxy.objectID)
        classes.append(galaxy.knownClass)
        identity += Self.identity(galaxy.sha256, galaxy.objectID)
      }
    }
    self.ids = ids
    parts = DataSplit.assign(objectIDs: objectIDs, classes: classes)
    classNames = Set(classes.compactMap(\.self)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(classNames, Int32(0)...))
    labels = classes.map { $0.flatMap { numbers[$0] } }
    digest = String(SHA256.hexDigest(of: identity).prefix(16))
  }

  /// The digest of the same galaxies as they are now: another one where pixels were replaced since.
  func digestNow() throws -> String {
    var identity: [UInt8] = []
    for start in stride(from: 0, to: ids.count, by: 4_096) {
      let part = Array(ids[start..<min(start + 4_096, ids.count)])
      for galaxy in try store.galaxies(ids: part) {
        identity += Self.identity(galaxy.sha256, galaxy.objectID)
      }
    }
    return String(SHA256.hexDigest(of: identity).prefix(16))
  }

  /// The digest of whole catalogs, in the order of the store.
  static func digest(of galaxies: [GalaxyRecord]) -> String {
    String(
      SHA256.hexDigest(of: galaxies.flatMap { Array(identity($0.sha256, $0.objectID)) }).prefix(16))
  }

  private static func identity(_ sha256: String, _ objectID: String) -> String.UTF8View {
    "\(sha256) \(objectID)\n".utf8
  }

  /// The same galaxies, with their pixels read from another view of the store.
  func reading(from store: HuntStore) -> TrainingData {
    var data = self
    data.store = store
    return data
  }

  /// How many galaxies.
  var count: Int { ids.count }

  /// Pictures for learning without classes: all but the validation part.
  func unlabelled() throws -> (training: StoredCutouts, validation: StoredCutouts) {
    (
      try cutouts { parts[$0] != .validation },
      try cutouts { parts[$0] == .validation }
    )
  }

  /// Pictures and class numbers of one part, galaxies without a known class left out.
  ///
  /// - Parameter names: the classes to number, and to leave the others out; all known ones if nil.
  func labelled(_ part: DataSplit, as names: [String]? = nil) throws -> LabelledCutouts {
    let numbers = Dictionary(uniqueKeysWithValues: zip(names ?? classNames, 0...))
    func label(_ index: Int) -> Int? {
      labels[index].flatMap { numbers[classNames[Int($0)]] }
    }
    let cutouts = try cutouts { parts[$0] == part && label($0) != nil }
    return LabelledCutouts(
      cutouts: cutouts, labels: ids.indices.filter { parts[$0] == part }.compactMap(label))
  }

  private func cutouts(where isWanted: (Int) -> Bool) throws -> StoredCutouts {
    try StoredCutouts(store, ids: ids.indices.filter(isWanted).map { ids[$0] })
  }
}

/// Pictures with the numbers of their classes.
struct LabelledCutouts {
  let cutouts: StoredCutouts
  let labels: [Int]
}
