public import Foundation
package import Store

/// A hunt through a survey: its galaxies, models, questions and answers, in one file of one folder.
///
/// ```swift
/// let hunt = try Hunt.create(in: URL(fileURLWithPath: "ring-hunt")).hunt
/// try hunt.importCatalog(CatalogImport(source: URL(fileURLWithPath: "survey.csv")))
/// try hunt.train(TrainingRequest(.embedder))
/// try hunt.train(TrainingRequest(.scorer))
/// try hunt.embed()
/// try hunt.score()
/// let round = try hunt.askRound(RoundRequest(size: 20))
/// for question in round.questions { print(question.objectID, question.why) }
/// try hunt.close()
/// ```
///
/// Several processes may have a hunt open: many read, one writes at a time, and the others wait for
/// it. Whatever a call reads is of one moment; what it writes follows from what it read.
public struct Hunt: Sendable {
  /// What a hunt is opened for.
  public enum Purpose: Sendable {
    /// To be read and written.
    case writing
    /// To be read. The folder need not be writable: a hunt can be read from a read-only medium, on a
    /// full disk, or as somebody else's file.
    case reading
  }

  /// The folder that the hunt lives in, as an absolute location.
  public let folder: URL
  /// Name of the hunt, which the person gave it.
  public let name: String
  package let store: HuntStore
  /// Number of the hunt in its file.
  package let id: HuntRecord.ID

  /// Makes a hunt in a folder, or opens the one that is there; `isNew` tells which.
  ///
  /// - Parameters:
  ///   - folder: where the hunt lives; made where there is none.
  ///   - name: what a new hunt is called; the folder's name if nil.
  ///   - now: the time that a new hunt is said to be of.
  /// - Throws: An error of the store where the file can't be made or opened.
  public static func create(
    in folder: URL, name: String? = nil, now: Date = Date()
  ) throws -> (hunt: Hunt, isNew: Bool) {
    let file = file(in: folder)
    let existed = HuntStore.exists(at: file.path)
    let store = try HuntStore.create(at: file.path)
    let hunt = try Hunt(store, in: folder, name: name ?? folder.lastPathComponent, now: now)
    return (hunt, !existed)
  }

  /// Opens the hunt in a folder, bringing a file of an older version up to date.
  ///
  /// Where another program writes, it is waited for: after a second `activity` is told, which may also
  /// end the wait. The same goes for everything that is written through the hunt.
  ///
  /// - Throws: `HuntError.noFolder` or `.notAFolder`; an error of the store where there is no hunt
  ///   in the folder, or one that can't be opened.
  public static func open(
    in folder: URL, for purpose: Purpose = .writing, activity: Activity = Activity()
  ) throws -> Hunt {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      throw HuntError.noFolder(path: folder.path)
    }
    guard isFolder.boolValue else { throw HuntError.notAFolder(path: folder.path) }
    let path = file(in: folder).path
    let wait = WriteWait(
      tell: { activity.note(.waiting(for: $0)) }, isCancelled: activity.isCancelled)
    switch purpose {
    case .writing:
      return try Hunt(HuntStore.open(at: path, wait: wait), in: folder, now: activity.now())
    case .reading:
      let store = try HuntStore.open(at: path, for: .reading, wait: wait)
      if let record = try store.hunts().first { return Hunt(store, record, in: folder) }
      // What made it was killed before the hunt had a name.
      try store.close()
      return try open(in: folder, for: .writing, activity: activity)
    }
  }

  /// A hunt in a store that is open.
  package init(_ store: HuntStore, in folder: URL, name: String = "hunt", now: Date) throws {
    self.store = store
    self.folder = folder
    let record = try store.defaultHunt(name: name, now: now)
    id = record.id
    self.name = record.name
  }

  private init(_ store: HuntStore, _ record: HuntRecord, in folder: URL) {
    self.store = store
    self.folder = folder
    id = record.id
    name = record.name
  }

  /// The hunt's only file.
  public var file: URL { Self.file(in: folder) }

  /// Where reports are written unless told otherwise.
  public var reports: URL { folder.appendingPathComponent("Reports", isDirectory: true) }

  /// Closes the file; after that it can be copied as one.
  ///
  /// - Throws: An error of the store where another call is still at work.
  public func close() throws { try store.close() }

  private static func file(in folder: URL) -> URL { folder.appendingPathComponent("hunt.sqlite") }
}
