extension StoreError: CustomStringConvertible {
  /// What happened to which file, row or object, and with which values.
  ///
  /// What to do about it depends on where the store is used from, so whoever shows the error says it.
  package var description: String {
    switch self {
    case .notAWorkspace(let path):
      "no hunt here: \(path)"
    case .notADatabase(let path):
      "\(path) is not an SQLite database"
    case .notAHunt(let path):
      "\(path) is a database of another program"
    case .newerSchema(let path):
      "\(path) was written by a newer ahunt"
    case .olderSchema(let path):
      "\(path) was written by an older ahunt and can't be brought up to date, as it can't be written"
    case .busy(let path, let holder):
      "\(path) is busy: \(holder ?? "another process") is writing to it"
    case .interruptedWaiting(let path):
      "interrupted while waiting for another process that writes to \(path); nothing was written"
    case .notWritable(let path):
      "\(path) can't be written"
    case .notReadable(let path, let reason):
      "\(path) can't be read: \(reason)"
    case .logNotReadable(let path):
      "\(path)-wal holds changes that are not in \(path) yet, and its folder can't be written, which "
        + "reading them needs"
    case .changedWhileRead(let path):
      "\(path) was changed by another process while it was read"
    case .diskFull(let path):
      "no room left on the disk for \(path)"
    case .quotaUsedUp(let path):
      "your quota of the disk is used up, so \(path) can't be written"
    case .fileTooLarge(let path):
      "\(path) is as large as a file may be here"
    case .fewDescriptors(let allowed, let needed):
      "this process may have \(allowed) files open at once, and a hunt needs up to \(needed)"
    case .strangeSchema(let path, let object, let fault):
      switch fault {
      case .unknown: "\(path) holds the \(object), which no version of ahunt made"
      case .changed: "the \(object) of \(path) is not as ahunt made it"
      case .missing: "\(path) lacks the \(object)"
      }
    case .corrupt(let path, let detail):
      "\(path) is damaged (\(detail))"
    case .damagedRow(let table, let row, let column, let value):
      "row \(row) of the table \(table) is damaged: \(column) is \(Self.short(value))"
    case .unreadable(let table, let row, let column, let value):
      "row \(row) of the table \(table) holds \"\(Self.short(value))\" as \(column), which this "
        + "version does not understand"
    case .refused(let detail):
      "the store refused a value: \(detail)"
    case .removedMeanwhile(let what):
      "\(what) was removed by another process meanwhile; nothing was written"
    case .damagedCopy(let path, let detail):
      "the copy \(path) is not sound (\(detail)) and was removed"
    case .database(let path, let detail):
      "\(path): \(detail)"
    case .noCatalog(let name):
      "no catalog is called \(name)"
    case .catalogFromElsewhere(let name, let source):
      "the catalog \(name) was read from \(source)"
    case .otherRecipe(let name, let recipe):
      "the catalog \(name) was imported with \(recipe), and all of it has to be"
    case .noGalaxy(let objectID):
      "no galaxy has the object id \(objectID)"
    case .ambiguousGalaxy(let objectID, let catalogs):
      "the object id \(objectID) is in several catalogs (\(catalogs.joined(separator: ", ")))"
    case .noPixels(let galaxy):
      "galaxy \(galaxy) has no stored pixels"
    case .mixedCutouts(let first, let other):
      "cutouts of different shapes can't go into one batch: \(first) and \(other)"
    case .otherShape(let objectID, let shape, let hunt):
      "the cutout of \(objectID) is \(shape) and this hunt holds \(hunt), and one hunt has one kind"
    case .pixelCount(let objectID, let bytes, let expected):
      "the cutout of \(objectID) has \(bytes) bytes, its shape needs \(expected)"
    case .noModel(let id):
      "there is no model \(id)"
    case .vectorLength(let model, let length, let expected):
      "model \(model) has vectors of length \(expected), not \(length)"
    case .noEmbedding(let model, let galaxy):
      "model \(model) has no vector of galaxy \(galaxy)"
    case .notFinite(let table, let row, "vector", let isStored):
      "the vector of \(row) in the table \(table) \(isStored ? "holds" : "would hold") a number that is not "
        + "finite, or far too large"
    case .notFinite(let table, let row, let column, let isStored):
      "the \(column) of \(row) in the table \(table) \(isStored ? "is" : "would be") no finite number"
    case .altered(let table, let row, let column):
      "the \(column) of \(row) in the table \(table) \(column.hasSuffix("s") ? "are" : "is") not what "
        + "was stored there"
    case .unfinishedReplacement(let replacement):
      "the catalog \(replacement.catalog) is half replaced: all its pictures were to be taken anew with "
        + "\(replacement.recipe), and that is not finished"
    case .partlyReplaced(let replacement, let galaxies, _):
      "\(galaxies) galaxies of the catalog \(replacement.catalog) were not in its source, or were "
        + "rejected, and do not show what the others do by now (\(replacement.recipe))"
    case .answeredMeanwhile(let objectID, let name, let annotator):
      "\(objectID) was answered meanwhile by \(annotator): \(name ?? "skipped")"
    case .noQuestion(let objectID):
      "\(objectID) is no longer asked"
    case .noHunt(let name):
      "no hunt is called \(name)"
    case .noClass(let name, let known):
      "no class is called \(name)"
        + (known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))")
    case .classExists(let name):
      "there is a class called \(name) already"
    case .invalidClassName(let name, let reason):
      "\"\(name)\" can't be the name of a class: \(reason)"
    case .invalidInterest(let text):
      "an interest is a number from 0 to a million, not \(text)"
    case .keyTaken(let key):
      "\"\(key)\" can't be the key of a class: another class has it"
    case .classInUse(let name, let answers):
      "the class \(name) can't be removed: "
        + (answers == 1 ? "an answer with it stands" : "\(answers) answers with it stand")
    case .mergeIntoItself(let name):
      "the class \(name) can't be merged into itself"
    case .notOfClass(let objectID, let name):
      "\(objectID) is not labelled \(name), so a split of \(name) can't move it"
    case .cannotSplit(let name, let moved, let answers):
      moved == 0
        ? "nothing would leave \(name), and a split needs galaxies of both kinds"
        : "all \(answers) galaxies would leave \(name), and a split needs galaxies of both kinds"
    case .splitDoesNotCount(let name, let counted, let galaxies):
      "\(name) stays whole: by the rule for whose answer counts, this split would move \(counted) of "
        + "\(galaxies) galaxies"
    case .emptyRound:
      "a round needs at least one question"
    case .alreadyAsked(let objectID):
      "\(objectID) was asked already; a hunt asks each galaxy once"
    case .noRound(let number):
      "there is no round \(number)"
    case .noAnswer(let id):
      "there is no standing answer \(id) to retract"
    case .unknownObjects(let ids):
      "\(ids.count) object ids are in no catalog, nothing was written: "
        + ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "")
    case .invalidTime(let text):
      "\"\(text)\" is not an ISO-8601 time such as 2025-03-01T12:00:00Z"
    }
  }

  /// Enough of a stored value to find it by.
  private static func short(_ value: String) -> String {
    value.count > 60 ? value.prefix(60) + "…" : value
  }
}
