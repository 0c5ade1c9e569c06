import Hunting
import Models
package import Store

/// Why rankings do without a finetuned network.
public enum UnusedReason: Sendable, Equatable {
  /// Its settings can't be read.
  case unreadable
  /// It stands on an embedder that is not the latest, or belongs to another hunt.
  case otherEmbedder
  /// Classes that it learned were merged since.
  case mergedClasses
  /// It has not looked at so many galaxies yet.
  case incomplete(missing: Int)
}

/// How the latest finetuned network stands to a hunt as it is now.
package enum FinetunedStanding {
  /// There is none to be used.
  case none
  /// It is not used, for this reason.
  case unused(ModelRecord, UnusedReason)
  /// It counts so much beside the head, and knows these classes.
  case used(ModelRecord, classes: [HuntClass.ID], weight: Double)

  /// What a person should know about it where a ranking is made; nil where nothing is to be said.
  var notice: HuntNotice? {
    guard case .unused(let record, let reason) = self else { return nil }
    return .finetunedUnused(model: record.id, reason)
  }

  /// The network, where it is used.
  package var model: ModelRecord.ID? {
    guard case .used(let record, _, _) = self else { return nil }
    return record.id
  }

  /// What it says of every galaxy; nil where it has no say.
  ///
  /// - Parameter ids: the galaxies, ascending.
  func votes(for ids: [Int64], in store: HuntStore) throws -> ClassVotes? {
    guard case .used(let record, let known, let weight) = self else { return nil }
    let matrix = try store.embeddings(model: record.id)
    guard matrix.ids == ids, matrix.dimension == known.count else { return nil }
    return ClassVotes(classes: known, values: matrix.values, weight: weight)
  }
}

extension HuntStore {
  /// Looks the latest finetuned network up.
  ///
  /// It is of no use for another hunt or embedder, after classes that it learned were merged, and as
  /// long as it has not looked at every galaxy.
  func finetunedStanding(hunt: HuntRecord.ID) throws -> FinetunedStanding {
    guard let record = try latestModel(kind: .finetuned) else { return .none }
    guard let run = FinetuneRecord(config: record.config),
      let settings = try? FinetuneConfiguration(stored: record.config)
    else { return .unused(record, .unreadable) }
    // It was worth storing, but not using: finetuning said why.
    guard settings.weight > 0 else { return .none }
    let embedder = try latestModel(kind: .embedder)?.id
    guard run.task.hunt == hunt, run.task.embedder == embedder else {
      return .unused(record, .otherEmbedder)
    }
    let live = Set(try classes(hunt: hunt).map(\.id))
    guard live.isSuperset(of: run.task.classes) else { return .unused(record, .mergedClasses) }
    let lacking = try galaxyCount() - embeddingCount(model: record.id)
    guard lacking <= 0 else { return .unused(record, .incomplete(missing: lacking)) }
    return .used(record, classes: run.task.classes, weight: settings.weight)
  }
}
