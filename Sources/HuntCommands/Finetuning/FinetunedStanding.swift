import Hunting
import Models
import Store

/// How the latest finetuned model stands to a hunt as it is now.
enum FinetunedStanding {
  /// There is none to be used.
  case none
  /// It is not used, for a reason in a sentence.
  case unused(ModelRecord, String)
  /// It counts so much beside the head, and knows these classes.
  case used(ModelRecord, classes: [String], weight: Double)

  /// What a person should know about it where a ranking is made; nil where nothing is to be said.
  var note: String? {
    guard case .unused(let record, let reason) = self else { return nil }
    return "the finetuned model \(record.id) is not used: \(reason)"
  }

  /// The model, where it is used.
  var model: Int64? {
    guard case .used(let record, _, _) = self else { return nil }
    return record.id
  }
}

extension HuntStore {
  /// Looks the latest finetuned model up.
  ///
  /// It is of no use for another hunt or embedder, after classes that it learned were merged, and as
  /// long as it has not looked at every galaxy.
  func finetunedStanding(hunt: HuntRecord.ID) throws -> FinetunedStanding {
    guard let record = try latestModel(kind: .head) else { return .none }
    guard let run = FinetuneRecord(config: record.config),
      let settings = try? FinetuneConfiguration(stored: record.config)
    else {
      return .unused(record, "its settings cannot be read; run `ahunt finetune` again")
    }
    // It was worth storing, but not using: `ahunt finetune` said why.
    guard settings.weight > 0 else { return .none }
    let embedder = try latestModel(kind: .embedder)?.id
    guard run.task.hunt == hunt, run.task.embedder == embedder else {
      return .unused(
        record, "it stands on an embedder that is not the latest; run `ahunt finetune` again")
    }
    let names = Dictionary(
      uniqueKeysWithValues: try classes(hunt: hunt).map { ($0.id, $0.name) })
    let known = run.task.classes.compactMap { names[$0] }
    guard known.count == run.task.classes.count else {
      return .unused(
        record, "classes that it learned were merged since; run `ahunt finetune` again")
    }
    let lacking = try galaxyCount() - embeddingCount(model: record.id)
    guard lacking <= 0 else {
      return .unused(
        record,
        "\(Figures.count(lacking, "galaxy lacks", "galaxies lack")) what it says of them; "
          + "run `ahunt embed`")
    }
    return .used(record, classes: known, weight: settings.weight)
  }
}

extension HuntState {
  /// How the latest finetuned model stands to this hunt.
  func finetuned() throws -> FinetunedStanding { try store.finetunedStanding(hunt: hunt.id) }

  /// The head's shares, pooled with the finetuned model's votes where it is used.
  func pooled(_ head: HeadProbabilities) throws -> HeadProbabilities {
    guard case .used(let record, let known, let weight) = try finetuned() else { return head }
    let matrix = try store.embeddings(model: record.id)
    guard matrix.ids == ids, matrix.dimension == known.count else { return head }
    return head.pooled(with: ClassVotes(classes: known, values: matrix.values, weight: weight))
  }

  /// The finetuned model that has a say in the ranking.
  func network() throws -> ModelRecord.ID? {
    guard case .used(let record, _, _) = try finetuned() else { return nil }
    return record.id
  }
}
