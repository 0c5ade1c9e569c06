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
  /// Another process kept the file locked for longer than the timeout; `holder` says which, where
  /// that is known.
  case busy(path: String, holder: String? = nil)
  /// The person asked to stop while another process kept the file locked.
  case interruptedWaiting(path: String)
  /// The file or its folder can't be written.
  case notWritable(path: String)
  /// The file can't be read, for this reason.
  case notReadable(path: String, reason: String)
  /// The file's log holds changes, and the folder can't be written, which reading them needs.
  case logNotReadable(path: String)
  /// Another process wrote while the file was read without locks, as only that was possible.
  case changedWhileRead(path: String)
  /// The volume has no room left.
  case diskFull(path: String)
  /// The owner's share of the volume is used up.
  case quotaUsedUp(path: String)
  /// The file is as large as a file may be here.
  case fileTooLarge(path: String)
  /// This process may have fewer files open than a hunt may need.
  case fewDescriptors(allowed: Int, needed: Int)
  /// The file holds a table, view, trigger or index that no version made, or lacks one that it made.
  case strangeSchema(path: String, object: String, SchemaFault)
  /// The file is damaged.
  case corrupt(path: String, detail: String)
  /// A row holds a value of a type or size that was never written there; `row` is the number in its
  /// table.
  case damagedRow(table: String, row: Int64, column: String, value: String)
  /// A row holds a value that this version does not know; `row` is the number in its table.
  case unreadable(table: String, row: Int64, column: String, value: String)
  /// A constraint of the schema refused a value.
  case refused(detail: String)
  /// Something that was written about is no longer there, such as a model that was removed meanwhile.
  case removedMeanwhile(what: String)
  /// A copy of the hunt that was just made is not sound.
  case damagedCopy(path: String, detail: String)
  /// Another failure of SQLite.
  case database(path: String, detail: String)
  /// No catalog has this name.
  case noCatalog(name: String)
  /// A catalog of this name exists, read from elsewhere.
  case catalogFromElsewhere(name: String, source: String)
  /// A catalog's cutouts show something else of the source's pictures: what this recipe says.
  case otherRecipe(name: String, recipe: CutoutRecipe)
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
  /// A row holds a number that is NaN or infinite, or such a number was to be stored in it.
  case notFinite(table: String, row: String, column: String, isStored: Bool)
  /// What a row holds is not what was stored in it: its digest is another.
  case altered(table: String, row: String, column: String)
  /// All pixels of a catalog were to be replaced by such a recipe, and that is not finished.
  case unfinishedReplacement(CatalogReplacement)
  /// A replacement did not come by some galaxies, which still show what an earlier recipe made.
  case partlyReplaced(CatalogReplacement, galaxies: Int, earlier: CutoutRecipe?)
  /// A question has been answered by somebody else since it was read; `class` is nil for a skip.
  case answeredMeanwhile(objectID: String, class: String?, annotator: String)
  /// A question is no longer asked.
  case noQuestion(objectID: String)
  /// No hunt has this name.
  case noHunt(name: String)
  /// No class of the hunt has this name.
  case noClass(name: String, known: [String])
  /// A class of this name exists.
  case classExists(name: String)
  /// A class name is empty, too long or holds characters that can't be shown or exported.
  case invalidClassName(name: String, reason: String)
  /// An interest is negative, too large or no number.
  case invalidInterest(String)
  /// Another class of the hunt has this key.
  case keyTaken(key: Character)
  /// A class that was to be removed has answers; none of them stands where `answers` is 0.
  case classInUse(name: String, answers: Int)
  /// A class was merged into itself.
  case mergeIntoItself(name: String)
  /// A galaxy that a class should give up is not of that class.
  case notOfClass(objectID: String, name: String)
  /// A split would leave one of the two classes without galaxies.
  case cannotSplit(name: String, moved: Int, answers: Int)
  /// By the hunt's rule for whose answer counts, the answers that split a class don't.
  case splitDoesNotCount(name: String, counted: Int, galaxies: Int)
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

/// What is wrong with an object of a schema.
package enum SchemaFault: Sendable, Equatable {
  /// No version made it.
  case unknown
  /// It is not as the versions made it.
  case changed
  /// It is not there.
  case missing
}
