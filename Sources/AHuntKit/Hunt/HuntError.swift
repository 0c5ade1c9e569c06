package import Files
package import Survey

/// What can keep a hunt from doing what was asked of it.
///
/// Errors of the parts below (the store, a catalog, a model) are thrown as they are.
public enum HuntError: Error, Sendable, Equatable {
  /// There is no folder where the hunt should be.
  case noFolder(path: String)
  /// A file lies where the hunt's folder should be.
  case notAFolder(path: String)
  /// The hunt holds no galaxies.
  case noGalaxies
  /// No embedder was trained, or it has embedded nothing; `isTrained` tells which.
  case noEmbeddings(isTrained: Bool)
  /// Galaxies that the latest embedder has not embedded.
  case incompleteEmbeddings(missing: Int)
  /// This galaxy has no vector.
  case notEmbedded(objectID: String)
  /// No model of this kind was trained.
  case noModel(ModelKind)
  /// No model at all was trained.
  case noModels
  /// The model of this number is of another kind than the one that is needed.
  case wrongModel(id: Int64, kind: ModelKind, needed: ModelKind)
  /// The galaxies have no score of this kind.
  case noScore(ScoreKind)
  /// No galaxy has a class in its catalog.
  case noKnownClasses
  /// A classifier needs two known classes at least.
  case tooFewKnownClasses(found: Int)
  /// No test galaxy has one of the classifier's classes.
  case noTestGalaxies(classes: Int)
  /// Cutouts that the models can't see: they take square ones of three bands and a multiple of 16
  /// pixels.
  case unsuitableCutouts(shape: String, reason: UnsuitableCutouts)
  /// The hunt's cutouts have another size than those to be imported.
  case otherCutoutSize(stored: Int, wanted: Int)
  /// The hunt's cutouts are of another kind than those to be imported.
  case otherCutouts(stored: String, found: String, source: String)
  /// A strict import found objects that can't be imported; nothing was stored.
  case rejected(first: ImportRejection, others: Int)
  /// Nothing in the source can be imported.
  case nothingImported(source: String, first: ImportRejection, rejected: Int)
  /// A training ended in numbers that are none; the best epoch before is stored as a model.
  case diverged(TrainableKind, epoch: Int, keptEpoch: Int, model: Int64)
  /// The answers are too few to finetune on.
  case tooFewAnswers(FinetuneShortage)
  /// These very answers were learned before, with the same settings.
  case alreadyFinetuned(model: Int64)
  /// Every network that was finetuned collapsed.
  case finetuningCollapsed(reasons: [String])
  /// Every embedded galaxy was asked or labelled before.
  case nothingToAsk
  /// No question waits for an answer, of a round or of any.
  case noOpenQuestions(round: Int? = nil)
  /// There is nothing of this kind to ask again.
  case nothingAgain(AskedAgain)
  /// A file can't be read.
  case unreadableFile(path: String, FileRefusal)
  /// A file can't be written.
  case unwritableFile(path: String, reason: String)
  /// No copy of the hunt can lie there.
  case unsuitableBackup(path: String, BackupFault)
  /// A label file is not as it should be; `line` counts from 1, nil for the whole file.
  case malformedLabels(file: String, line: Int?, reason: String)
  /// A file holds no result of a replay.
  case notAReplay(path: String)
  /// Two models or reports can't be set side by side.
  case notComparable(ComparisonFault)
  /// A model's file, or the description beside it, is not as it should be.
  case malformedModel(path: String, reason: ModelFileFault)
  /// A folder holds something that a demonstration must not replace.
  case foreignDemoFolder(path: String)
  /// A demonstration's hunt holds answers of a person, which stay.
  case answeredDemo(path: String, answers: Int)
  /// The call was asked to stop; what is said is kept.
  case interrupted(InterruptedWork)
}

/// Why cutouts don't suit the models.
public enum UnsuitableCutouts: Sendable, Equatable {
  /// They are not square, or have not three bands.
  case notSquareRGB
  /// Their size is no multiple of 16.
  case size
}

/// An object of a catalog that was left out.
public struct ImportRejection: Sendable, Equatable {
  /// File and row or dataset.
  public let source: String
  /// Why, as its catalog's reader or its picture's decoder says it.
  package let cause: Rejection.Reason

  /// Why, in a sentence.
  public var reason: String { "\(cause)" }

  /// An object that was left out.
  public init(source: String, reason: String) {
    self.source = source
    cause = .other(reason)
  }

  /// What a reader or a decoder rejected.
  package init(_ rejection: Rejection) {
    source = rejection.source
    cause = rejection.reason
  }
}

/// Why a file can't be read.
public struct FileRefusal: Sendable, Equatable {
  package let cause: InputFileError

  /// Why, said of "it".
  public var reason: String { "\(cause)" }

  package init(_ cause: InputFileError) { self.cause = cause }
}

/// What the answers lack for finetuning.
public enum FinetuneShortage: Sendable, Equatable {
  /// There are too few in all.
  case answers(Int)
  /// All are of one class.
  case oneClass(String, answers: Int)
  /// Too few are of classes that are hunted.
  case hunted(Int, answers: Int)
  /// Too few are of classes that are not.
  case others(Int, answers: Int)

  /// Least number of answers in all.
  public static let least = 40
  /// Least number of answers of hunted classes, and of the others.
  public static let leastOfEither = 8
}

/// What is wrong with the files of a model.
public enum ModelFileFault: Sendable, Equatable {
  /// The description beside the weights is missing, or describes no model.
  case description
  /// What they hold is no model that can be worked with; why, said of "it".
  case contents(String)
  /// The weights would be written where the description goes.
  case nameOfDescription
}

/// What is kept of a call that was asked to stop.
public enum InterruptedWork: Sendable, Equatable {
  /// Nothing was stored yet, and nothing changed.
  case nothingStored
  /// So many galaxies are imported; the same call goes on.
  case imported(galaxies: Int)
  /// What is embedded is kept; the same call goes on.
  case embedded
  /// What is scored is kept; the same call goes on.
  case scored
  /// The training goes on after this epoch, nil before the first is done.
  case trained(TrainableKind, epoch: Int?)
  /// Of a finetuning nothing is stored.
  case finetuning
  /// The finetuned model is stored, and used once embedding has gone through the rest.
  case votes(model: Int64)
  /// A replay stores nothing, so nothing is lost.
  case replay
  /// No copy was made, and what was begun is gone.
  case backUp
  /// Every answer so far is kept in this folder.
  case demo(path: String)
}

extension HuntError: CustomStringConvertible {
  /// The facts; what to do about it is for whoever knows how the call was made.
  public var description: String {
    switch self {
    case .noFolder(let path): "there is no folder \(path)"
    case .notAFolder(let path): "\(path) is a file, and a hunt lives in a folder"
    case .noGalaxies: "there are no galaxies yet"
    case .noEmbeddings(let isTrained):
      isTrained ? "no galaxy is embedded yet" : "there is no embedder yet, so no galaxy is embedded"
    case .incompleteEmbeddings(let missing):
      "\(Figures.count(missing, "galaxy lacks", "galaxies lack")) an embedding by the latest embedder"
    case .notEmbedded(let objectID): "\(objectID) has no embedding yet"
    case .noModel(let kind): "there is no \(kind.noun) yet"
    case .noModels: "there is no model yet"
    case .wrongModel(let id, let kind, let needed):
      "model \(id) is \(kind.nounWithArticle), and \(needed.nounWithArticle) is needed"
    case .noScore(let kind): "there is no \(kind.rawValue) score yet"
    case .noKnownClasses: "no galaxy has a known class"
    case .tooFewKnownClasses(let found):
      "the classifier needs galaxies of at least two known classes, and there "
        + (found == 1 ? "is 1" : "are \(found)")
    case .noTestGalaxies(let classes):
      "no test galaxy has one of the classifier's \(Figures.count(classes, "class", "classes"))"
    case .unsuitableCutouts(let shape, .notSquareRGB):
      "the models take square cutouts of three bands, and these are \(shape)"
    case .unsuitableCutouts(let shape, .size):
      "the models take cutouts whose size is a multiple of 16, and these are \(shape)"
    case .otherCutoutSize(let stored, let wanted):
      "this hunt holds cutouts of \(stored)×\(stored) pixels, and one hunt has one size, not also "
        + "\(wanted)×\(wanted)"
    case .otherCutouts(let stored, let found, let source):
      "this hunt holds cutouts of \(stored), and those of \(source) are \(found); one hunt has one "
        + "kind"
    case .rejected(let first, let others):
      "nothing was imported: \(first.source): \(first.reason)"
        + (others == 0 ? "" : ", and \(Figures.count(others)) more")
    case .nothingImported(let source, let first, let rejected):
      "nothing in \(source) can be imported: \(Figures.count(rejected, "object")) rejected; the "
        + "first is \(first.source): \(first.reason)"
    case .diverged(let kind, let epoch, let kept, let model):
      "the training of the \(kind.rawValue) diverged in epoch \(epoch) (a loss or a weight is no "
        + "finite number); what it knew after epoch \(kept) is kept as model \(model)"
    case .tooFewAnswers(let shortage): shortage.description
    case .alreadyFinetuned(let model): "model \(model) has learned these very answers already"
    case .finetuningCollapsed(let reasons):
      "finetuning was stopped, and the head goes on alone: \(reasons.joined(separator: "; "))"
    case .nothingToAsk: "every embedded galaxy has been asked or labelled already"
    case .noOpenQuestions(let round):
      round.map { "no question of round \($0) is open" } ?? "no question is open"
    case .nothingAgain(.reask): "no question is open, and that share was asked again already"
    case .nothingAgain(.disagreements): "people disagree on no galaxy that you have not settled"
    case .nothingAgain(.mistakes): "no answer looks like a slip"
    case .nothingAgain(.flagged): "nothing is flagged that you have not answered since"
    case .unreadableFile(let path, let refusal): "\(path) can't be read: \(refusal.reason)"
    case .unwritableFile(let path, let reason): "\(path) can't be written: \(reason)"
    case .unsuitableBackup(let path, .theHunt): "\(path) is the hunt itself"
    case .unsuitableBackup(let path, .folder): "\(path) is a folder, and a copy is one file"
    case .unsuitableBackup(let path, .noFile): "\(path) is no regular file"
    case .unsuitableBackup(let path, .exists): "\(path) is there already"
    case .unsuitableBackup(let path, .inUse):
      "\(path) is a hunt in use: \(path)-wal lies beside it"
    case .malformedLabels(let file, let line, let reason):
      line.map { "\(file), line \($0): \(reason)" } ?? "\(file) \(reason)"
    case .notAReplay(let path): "\(path) holds no replay"
    case .notComparable(let fault): fault.description
    case .malformedModel(let path, .description):
      "\(path) is missing or doesn't describe a model"
    case .malformedModel(let path, .contents(let fault)):
      "\(path) holds no model that can be used: \(fault)"
    case .malformedModel(let path, .nameOfDescription):
      "\(path) is where the model's description goes, not its weights"
    case .foreignDemoFolder(let path):
      "\(path) holds something that is no demo, and it stays as it is"
    case .answeredDemo(let path, let answers):
      "\(path) holds \(Figures.count(answers, "answer")) of a person, which stay"
    case .interrupted(let work): "interrupted; \(work.description)"
    }
  }
}

extension FinetuneShortage: CustomStringConvertible {
  /// What finetuning needs and what there is, as a part of a sentence.
  public var description: String {
    let need =
      "finetuning needs at least \(Self.least) answers, \(Self.leastOfEither) of them of classes "
      + "with an interest and \(Self.leastOfEither) of classes without"
    return switch self {
    case .answers(let count): "\(need), and there \(count == 1 ? "is" : "are") \(count)"
    case .oneClass(let name, let answers):
      "\(need), and all \(answers) answers are of one class, '\(name)'"
    case .hunted(let count, let answers):
      "\(need), and \(count) of the \(answers) are of a class with an interest"
    case .others(let count, let answers):
      "\(need), and \(count) of the \(answers) are of a class without"
    }
  }
}

extension InterruptedWork: CustomStringConvertible {
  /// What is kept, as a part of a sentence.
  public var description: String {
    switch self {
    case .nothingStored: "nothing was written yet"
    case .imported(let galaxies):
      "\(Figures.count(galaxies, "galaxy is", "galaxies are")) in the hunt"
    case .embedded: "what is embedded is kept"
    case .scored: "what is scored is kept"
    case .trained(let kind, .none):
      "the first epoch of the \(kind.rawValue) is not stored; models trained before it are"
    case .trained(let kind, .some(let epoch)):
      "the \(kind.rawValue) is kept as it was after epoch \(epoch)"
    case .finetuning: "nothing is stored of this finetuning, and everything else is as it was"
    case .votes(let model):
      "model \(model) is stored, and used once every galaxy has its probabilities"
    case .replay: "a replay writes nothing, so nothing is lost"
    case .backUp: "no copy was made"
    case .demo(let path): "every answer so far is kept in \(path)"
    }
  }
}
