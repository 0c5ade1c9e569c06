import Foundation
import Imaging
import Review
import Store
import Vocabulary

/// A hunt in memory with a round of open questions about galaxies G0, G1, …
struct ReviewFixture {
  let store: HuntStore
  let hunt: HuntRecord
  let ids: [Int64]

  init(questions count: Int = 4, classes: [String] = ["ring", "boring"]) throws {
    store = try HuntStore.inMemory()
    let catalog = try store.addCatalog(name: "tiny", source: "tiny", reader: "csv")
    let shape = CutoutShape(width: 8, height: 8)
    try store.insert(
      (0..<count + 1).map { index in
        NewGalaxy(
          objectID: "G\(index)", ra: 10, dec: -5, knownClass: "secret", source: "",
          sha256: "\(index)",
          cutout: StoredCutout(
            shape: shape, bytes: [UInt8](repeating: UInt8(index * 10), count: shape.byteCount)))
      }, into: catalog.id)
    hunt = try store.defaultHunt()
    ids = try store.galaxyIDs()
    for name in classes { try store.addClass(name, hunt: hunt.id, keys: ClassKeys.next) }
    if count > 0 {
      try store.openRound(
        ids.prefix(count).map {
          NewQuestion(
            galaxy: $0, arm: "novelty", score: 0.5, probabilities: [1: 0.75, 2: 0.25],
            why: "far from every known kind")
        }, hunt: hunt.id)
    }
  }

  func session(of annotator: String? = nil, pageSize: Int = 0) throws -> ReviewSession {
    try ReviewSession(store: store, hunt: hunt.id, annotator: annotator, pageSize: pageSize)
  }

  func recorder(
    _ annotator: String = "ann", now: @escaping @Sendable () -> Date = { Date() }
  ) -> StoreRecorder {
    StoreRecorder(store: store, hunt: hunt.id, annotator: annotator, now: now)
  }

  func terminal(_ device: ScriptedTerminal, cursor: Bool = true) -> ReviewTerminal {
    let (store, recorder) = (store, recorder())
    return ReviewTerminal(
      device: device, style: TerminalStyle(colour: cursor, cursor: cursor),
      guide: PlainGuide { StoredPicture.raster(of: try store.cutout(of: $0.galaxy)) },
      records: recorder)
  }

  /// Current labels by object id.
  func labels() throws -> [String: String] {
    try store.labels(hunt: hunt.id).reduce(into: [:]) { $0[$1.objectID] = $1.className }
  }
}

/// Questions and classes without a store.
enum Sample {
  static func questions(_ count: Int) -> [Question] {
    (0..<count).map {
      Question(
        id: Int64($0 + 1), position: $0 + 1, galaxy: Int64($0 + 101), objectID: "G\($0)")
    }
  }

  static let classes = [
    HuntClass(id: 1, name: "ring", interest: 1, key: "r"),
    HuntClass(id: 2, name: "boring", interest: 0, key: "b"),
  ]

  static func session(_ count: Int = 3, pageSize: Int = 0) -> ReviewSession {
    ReviewSession(questions: questions(count), classes: classes, pageSize: pageSize)
  }
}

extension ReviewSession {
  /// Presses keys; every commit succeeds and gets the next numbers.
  mutating func press(_ keys: String) {
    for key in keys { press(.character(key)) }
  }

  /// - Parameter galaxies: What is found where a galaxy is looked up.
  mutating func press(_ key: ReviewKey, finding galaxies: [Question] = []) {
    for effect in handle(key) {
      switch effect {
      case .commit(let commit): _ = committed(Self.receipt(commit))
      case .seek(.objectID(let id)):
        if let found = galaxies.first(where: { $0.objectID == id }) {
          _ = self.found(found)
        } else {
          _ = notFound("no galaxy has the object id \(id)")
        }
      case .seek(.entry(let entry)):
        if let found = galaxies.first(where: { $0.galaxy == entry.galaxy }) {
          _ = self.found(found)
        }
      case .draw, .end: break
      }
    }
  }

  static func receipt(_ commit: ReviewCommit) -> ReviewReceipt {
    let count =
      switch commit {
      case .undo(let entries), .redo(let entries): entries.count
      case .page(let answers): answers.count
      default: 1
      }
    let wanted: NewClassEntry? =
      switch commit {
      case .answerNew(_, let wanted), .changeNew(_, _, let wanted), .addClass(let wanted): wanted
      default: nil
      }
    let first = Int64.random(in: 1...(.max / 2))
    return ReviewReceipt(
      entries: (0..<Int64(count)).map { first + $0 },
      added: wanted.map { HuntClass(id: 3, name: $0.name, interest: $0.interest, key: "z") })
  }
}
