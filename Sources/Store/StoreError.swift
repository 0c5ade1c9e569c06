import Foundation
import GRDB

/// What can go wrong with the file a hunt lives in.
package enum StoreError: Error, Equatable, Sendable {
  /// Nothing lies at the path of the hunt.
  case notAWorkspace(path: String)
  /// The file exists and is no SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program.
  case notAHunt(path: String)
  /// The file was written by a newer version.
  case newerSchema(path: String)
  /// The file was written by an older version and is opened for reading only.
  case olderSchema(path: String)
  /// Another process kept the file locked for longer than the timeout.
  case busy(path: String)
  /// The file or its folder can't be written.
  case notWritable(path: String)
  /// The volume has no room left.
  case diskFull(path: String)
  /// The file is damaged.
  case corrupt(path: String, detail: String)
  /// A constraint of the schema refused a value.
  case refused(detail: String)
  /// Another failure of SQLite.
  case database(path: String, detail: String)
  /// No catalog has this name.
  case noCatalog(name: String)
  /// A catalog of this name exists, read from elsewhere.
  case catalogFromElsewhere(name: String, source: String)
  /// A catalog's cutouts show something else of the source's pictures.
  case otherRecipe(name: String, recipe: String)
  /// No galaxy has this object id.
  case noGalaxy(objectID: String)
  /// Several catalogs hold this object id.
  case ambiguousGalaxy(objectID: String, catalogs: [String])
  /// No cutout is stored for a galaxy.
  case noPixels(galaxy: Int64)
  /// A batch mixes cutouts of different shapes.
  case mixedCutouts(first: String, other: String)
  /// A galaxy's cutout has another size, number of channels or format than those of the hunt.
  case otherShape(objectID: String, shape: String, hunt: String)
  /// A galaxy's pixel bytes don't fit its shape.
  case pixelCount(objectID: String, bytes: Int, expected: Int)
  /// No model has this number.
  case noModel(id: Int64)
  /// A vector's length differs from the others of its model.
  case vectorLength(model: Int64, length: Int, expected: Int)
  /// A model has no vector of this galaxy.
  case noEmbedding(model: Int64, galaxy: Int64)
  /// A number is NaN or infinite.
  case notFinite(what: String)
  /// No hunt has this name.
  case noHunt(name: String)
  /// No class of the hunt has this name.
  case noClass(name: String, known: [String])
  /// A class of this name exists.
  case classExists(name: String)
  /// A class name is empty, too long or holds characters that can't be shown or exported.
  case invalidClassName(name: String, reason: String)
  /// An interest is negative, too large or no number.
  case invalidInterest(Double)
  /// A class key is reserved, taken, or not one printable character.
  case invalidKey(key: String, reason: String)
  /// A class was merged into itself.
  case mergeIntoItself(name: String)
  /// A galaxy that a class should give up is not of that class.
  case notOfClass(objectID: String, name: String)
  /// A split would leave one of the two classes without galaxies.
  case cannotSplit(name: String, moved: Int, answers: Int)
  /// A round without questions.
  case emptyRound
  /// A galaxy was asked in an earlier round of this hunt, or twice in this one.
  case alreadyAsked(objectID: String)
  /// The hunt has no round of this number.
  case noRound(number: Int)
  /// There is no answer with this number, or it was retracted.
  case noAnswer(id: Int64)
  /// Object ids that no catalog holds; nothing was written.
  case unknownObjects([String])
  /// A time that is not ISO-8601.
  case invalidTime(String)
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAWorkspace(let path):
      "no hunt here: \(path); run `ahunt init --workspace \(folder(of: path))` first"
    case .notADatabase(let path):
      "\(path) is not an SQLite database; move it away, or name another folder with --workspace"
    case .notAHunt(let path):
      "\(path) is a database of another program; name another folder with --workspace"
    case .newerSchema(let path):
      "\(path) was written by a newer ahunt; update ahunt to open it"
    case .olderSchema(let path):
      "\(path) was written by an older ahunt; run `ahunt init --workspace \(folder(of: path))`"
        + " to bring it up to date"
    case .busy(let path):
      "\(path) is busy: another process is writing to it; try again when it is done"
    case .notWritable(let path):
      "\(path) can't be written; check the permissions of the file and of its folder"
    case .diskFull(let path):
      "no room left on the disk for \(path); free some and run the command again,"
        + " it goes on where it stopped"
    case .corrupt(let path, let detail):
      "\(path) is damaged (\(detail)); restore it from a copy"
    case .refused(let detail):
      "the store refused a value: \(detail)"
    case .database(let path, let detail):
      "\(path): \(detail)"
    default:
      contentDescription
    }
  }

  /// The sentences about what is in the file, the others being about the file itself.
  private var contentDescription: String {
    switch self {
    case .noCatalog(let name):
      "no catalog is called \(name); `ahunt status` lists them"
    case .catalogFromElsewhere(let name, let source):
      "the catalog \(name) was read from \(source); choose another name with --name"
    case .otherRecipe(let name, let recipe):
      "the catalog \(name) was imported with \(recipe), and all of it has to be: give the same "
        + "again, take every picture anew with --replace and without --limit, or choose another "
        + "name with --name"
    case .noGalaxy(let objectID):
      "no galaxy has the object id \(objectID)"
    case .ambiguousGalaxy(let objectID, let catalogs):
      "the object id \(objectID) is in several catalogs (\(catalogs.joined(separator: ", ")));"
        + " name one with --catalog"
    case .noPixels(let galaxy):
      "galaxy \(galaxy) has no stored pixels; import its catalog again"
    case .mixedCutouts(let first, let other):
      "cutouts of different shapes can't go into one batch: \(first) and \(other);"
        + " work on one catalog at a time with --catalog"
    case .otherShape(let objectID, let shape, let hunt):
      "the cutout of \(objectID) is \(shape) and this hunt holds \(hunt), and one hunt has one"
        + " kind: import it into a hunt of its own with --workspace"
    case .pixelCount(let objectID, let bytes, let expected):
      "the cutout of \(objectID) has \(bytes) bytes, its shape needs \(expected)"
    case .noModel(let id):
      "there is no model \(id); `ahunt models list` shows them"
    case .vectorLength(let model, let length, let expected):
      "model \(model) has vectors of length \(expected), not \(length)"
    case .noEmbedding(let model, let galaxy):
      "model \(model) has no vector of galaxy \(galaxy); run `ahunt embed`"
    case .notFinite(let what):
      "\(what) is not a finite number"
    default:
      huntDescription
    }
  }

  /// The sentences about classes, rounds and answers.
  private var huntDescription: String {
    switch self {
    case .noHunt(let name):
      "no hunt is called \(name)"
    case .noClass(let name, let known):
      known.isEmpty
        ? "no class is called \(name); add it with `ahunt classes add \(name)`"
        : "no class is called \(name); there are \(known.joined(separator: ", "))"
    case .classExists(let name):
      "there is a class called \(name) already"
    case .invalidClassName(let name, let reason):
      "\"\(name)\" can't be the name of a class: \(reason)"
    case .invalidInterest(let value):
      "an interest is a number from 0 to a million, not \(value)"
    case .invalidKey(let key, let reason):
      "\"\(key)\" can't be the key of a class: \(reason)"
    case .mergeIntoItself(let name):
      "the class \(name) can't be merged into itself"
    case .notOfClass(let objectID, let name):
      "\(objectID) is not labelled \(name), so a split of \(name) can't move it"
    case .cannotSplit(let name, let moved, let answers):
      moved == 0
        ? "nothing would leave \(name): a split needs galaxies of both kinds"
        : "all \(answers) galaxies would leave \(name): `ahunt classes rename` does that"
    case .emptyRound:
      "a round needs at least one question"
    case .alreadyAsked(let objectID):
      "\(objectID) was asked already; a hunt asks each galaxy once"
    case .noRound(let number):
      "there is no round \(number); `ahunt round` asks one"
    case .noAnswer(let id):
      "there is no standing answer \(id) to retract"
    case .unknownObjects(let ids):
      "\(ids.count) object ids are in no catalog, nothing was written: "
        + ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
    case .invalidTime(let text):
      "\"\(text)\" is not an ISO-8601 time such as 2025-03-01T12:00:00Z"
    default:
      "the store failed"
    }
  }

  private func folder(of path: String) -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    return folder.isEmpty ? "." : folder
  }
}

extension StoreError {
  /// The sentence for what SQLite said about the file at `path`.
  init(_ error: any Error, path: String) {
    if let known = error as? StoreError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self = .database(path: path, detail: "\(error)")
      return
    }
    let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notWritable(path: path)
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_CORRUPT: .corrupt(path: path, detail: detail)
      case .SQLITE_CONSTRAINT: .refused(detail: detail)
      default: .database(path: path, detail: detail)
      }
  }
}
