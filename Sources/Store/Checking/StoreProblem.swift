/// Something in a hunt's file that is not as it should be.
package struct StoreProblem: Sendable, Equatable {
  /// What is wrong.
  package enum Fault: Sendable, Equatable {
    /// What SQLite says of the file itself.
    case integrity(String)
    /// A part of the schema is missing, is another one, or is none that the program makes.
    case schema(SchemaFault)
    /// Rows point at rows that are not there.
    case orphaned(rows: Int, parent: String)
    /// What is stored is not what its digest says.
    case altered(column: String)
    /// A number is NaN or infinite.
    case notFinite(column: String)
    /// A vector is of another length than the others of its model.
    case length(found: Int, expected: Int)
    /// Results of pixels that the galaxy no longer has.
    case stale
    /// A result is filed under a model that does not give such results, or under none.
    case wrongModel(kind: String)
    /// A galaxy has lost its cutout.
    case noCutout
    /// A cutout is of another shape than the others.
    case otherShape(String)
    /// A replacement of a catalog's cutouts is not finished.
    case halfReplaced(CatalogReplacement)
    /// Cutouts of a catalog are made by another recipe than the catalog says.
    case otherRecipe(galaxies: Int)
    /// Answers have been removed from the log.
    case missingAnswers(Int)
    /// Settings or metrics can't be read.
    case unreadable(column: String)
    /// So many more rows of the table are wrong in the same way as the last one that is told.
    case more(Int)
  }

  /// The table, or the part of the schema, that it is in.
  package let table: String
  /// Which row of it, such as `model 2, galaxy 7`; empty where it is about the table.
  package let row: String
  /// What is wrong.
  package let fault: Fault
  /// Whether it is gone when what can be computed again is dropped.
  package let isRepairable: Bool

  package init(_ table: String, _ row: String = "", _ fault: Fault, isRepairable: Bool = false) {
    self.table = table
    self.row = row
    self.fault = fault
    self.isRepairable = isRepairable
  }
}

extension StoreProblem: CustomStringConvertible {
  /// The table, the row, and what is wrong with it.
  package var description: String {
    (row.isEmpty ? table : "\(table), \(row)") + ": \(fault)"
  }
}

extension StoreProblem.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .integrity(let text): text
    case .schema(.missing): "it is missing"
    case .schema(.changed): "it is not as ahunt makes it"
    case .schema(.unknown): "it is none of ahunt's"
    case .orphaned(let rows, let parent):
      rows == 1 ? "its \(parent) is not there" : "\(rows) rows whose \(parent) is not there"
    case .altered(let column): "the \(column) changed after being stored"
    case .notFinite("vector"): "the vector holds a number that is not finite, or far too large"
    case .notFinite(let column): "the \(column) is no finite number"
    case .length(let found, let expected): "it has \(found) numbers, the others \(expected)"
    case .stale: "it was computed from pixels that the galaxy no longer has"
    case .wrongModel(let kind):
      kind.isEmpty ? "no model gives such scores" : "a model of the kind \(kind) gives none such"
    case .noCutout: "its cutout is missing"
    case .otherShape(let shape): "it is \(shape), unlike the others"
    case .halfReplaced(let replacement):
      "its pictures are being taken anew with \(replacement.recipe), and that is not finished"
    case .otherRecipe(let galaxies):
      "\(galaxies) of its cutouts were made by another recipe than it says"
    case .missingAnswers(let count):
      count == 1 ? "an entry was removed" : "\(count) entries were removed"
    case .unreadable(let column): "the \(column) can't be read"
    case .more(let count): "\(count) more rows are wrong in this way"
    }
  }
}

/// What a check of a hunt's file came to.
package struct StoreFindings: Sendable {
  /// What is wrong, table by table.
  package internal(set) var problems: [StoreProblem] = []
  /// Rows of an older version whose digest is not known, so that damage to them can't be told.
  package internal(set) var undigested = 0
  /// What can be dropped since it can be computed again.
  var droppable = DroppableRows()

  /// Most problems of one kind in one table that are told one by one.
  static let told = 20
  private var counts: [String: Int] = [:]

  /// Takes a problem in; of one kind in one table only the first are kept, and the rest is counted.
  mutating func add(_ problem: StoreProblem, like kind: String) {
    let key = "\(problem.table) \(kind)"
    counts[key, default: 0] += 1
    if counts[key]! <= Self.told { return problems.append(problem) }
    let more = StoreProblem(
      problem.table, "", .more(counts[key]! - Self.told), isRepairable: problem.isRepairable)
    if let place = overflow[key] {
      problems[place] = more
    } else {
      overflow[key] = problems.count
      problems.append(more)
    }
  }
  private var overflow: [String: Int] = [:]

  /// These and then others, where no kind of problem is in both.
  func followed(by others: StoreFindings) -> StoreFindings {
    var all = self
    all.problems += others.problems
    all.undigested += others.undigested
    all.droppable = others.droppable
    all.droppable.strays.formUnion(droppable.strays)
    return all
  }
}

/// Rows that can be computed again.
struct DroppableRows: Sendable, Equatable {
  /// Vectors by model, with the scores that follow from them.
  var embeddings: [Int64: Set<Int64>] = [:]
  /// Galaxies whose measured shape or peak is wrong.
  var measures: [String: Set<Int64>] = [:]
  /// Scores by model and kind; nil stands for all galaxies.
  var scores: [ScoreKey: Set<Int64>?] = [:]
  /// Kinds of models whose broken-off training can't go on.
  var checkpoints: Set<String> = []
  /// Tables of results some of whose rows point nowhere or at other pixels.
  var strays: Set<String> = []

  struct ScoreKey: Hashable, Sendable {
    let model: Int64
    let kind: String
  }
}
