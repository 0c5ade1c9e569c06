import AHuntKit
import FoundationEssentials
import Vocabulary

/// What a hunt holds, as `ahunt status --format json` says it.
struct StatusPayload: Codable {
  struct Catalog: Codable {
    let name: String
    let reader: String
    let source: String
    let galaxies: Int
    let created: String
    /// When a replacement of all its pictures was begun that is not finished; null where none is.
    @Nullable var replacedSince: String?
    /// The command that finishes it.
    @Nullable var finish: String?
  }

  struct Model: Codable {
    let id: Int64
    let kind: String
    let created: String
    /// Whether rankings use it; null for kinds of which the latest always counts.
    @Nullable var isUsed: Bool?
  }

  struct Class: Codable {
    let name: String
    let interest: Double
    let answers: Int
  }

  let workspace: String
  let name: String
  let galaxies: Int
  let catalogs: [Catalog]
  let models: [Model]
  let embedded: Int
  let scored: Int
  let answers: Int
  let skipped: Int
  let classes: [Class]
  let rounds: Int
  let openQuestions: Int
  /// The command that brings the hunt one step on.
  let next: String
}

extension StatusPayload {
  init(_ status: HuntStatus, of hunt: Hunt) {
    self.init(
      workspace: hunt.folder.path, name: hunt.name, galaxies: status.galaxies,
      catalogs: status.catalogs.map {
        .init(
          name: $0.name, reader: $0.reader, source: $0.source, galaxies: $0.galaxies,
          created: $0.createdAt, replacedSince: $0.replacedSince,
          finish: $0.replacement?.command)
      },
      models: status.models.map {
        .init(
          id: $0.id, kind: $0.kind.rawValue, created: $0.createdAt,
          isUsed: $0.kind == .finetuned ? $0.id == status.finetunedInUse : nil)
      },
      embedded: status.embedded, scored: status.scored, answers: status.answers,
      skipped: status.skipped,
      classes: status.classes.map {
        .init(name: $0.name, interest: $0.interest, answers: $0.answers)
      },
      rounds: status.rounds, openQuestions: status.openQuestions, next: status.next.command)
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    page.heading("\(name)  \(page.palette.dim(workspace))")
    page.pairs([
      ("galaxies", Figures.count(galaxies)),
      ("embedded", share(embedded)),
      ("scored", share(scored)),
      ("rounds", Figures.count(rounds)),
      ("answers", Figures.count(answers)),
      ("skipped", Figures.count(skipped)),
      ("open questions", Figures.count(openQuestions)),
    ])
    writeCatalogs(to: &page)
    writeModels(to: &page)
    writeClasses(to: &page)
    page.line()
    page.next(next)
  }

  private func share(_ count: Int) -> String {
    galaxies == 0 || count == 0
      ? Figures.count(count)
      : "\(Figures.count(count))  (\(Figures.percent(Double(count) / Double(galaxies), places: 0)))"
  }

  private func writeCatalogs(to page: inout TextPage) {
    guard !catalogs.isEmpty else { return }
    page.heading("Catalogs")
    var table = TextTable(["name", ">galaxies", "reader", "source"])
    for catalog in catalogs {
      table.add([
        catalog.name, Figures.count(catalog.galaxies), catalog.reader, catalog.source,
      ])
    }
    page.table(table)
    for catalog in catalogs {
      guard let command = catalog.finish else { continue }
      let rest = "\(catalog.name) shows its pictures partly as before; finish it with \(command)"
      page.line("  \(page.palette.bad("half replaced:")) \(rest)")
    }
  }

  private func writeModels(to page: inout TextPage) {
    guard !models.isEmpty else { return }
    page.heading("Models")
    var table = TextTable([">id", "kind", "trained (UTC)", ""])
    for model in models {
      table.add([
        String(model.id), model.kind, Figures.minute(model.created),
        model.isUsed.map { $0 ? "used" : "not used" } ?? "",
      ])
    }
    page.table(table)
  }

  private func writeClasses(to page: inout TextPage) {
    guard !classes.isEmpty else { return }
    page.heading("Classes")
    page.table(ClassesPayload.table(classes.map { ($0.name, $0.interest, $0.answers, nil) }))
  }
}

extension HuntStatus.Step {
  /// The command that takes it.
  var command: String {
    switch self {
    case .import: "ahunt import SURVEY"
    case .finishReplacement(let catalog): catalog.replacement?.command ?? "ahunt import SURVEY"
    case .train: "ahunt train all"
    case .embed: "ahunt embed"
    case .score: "ahunt score"
    case .review: "ahunt review"
    case .ask: "ahunt round"
    case .rank: "ahunt rank"
    }
  }
}
