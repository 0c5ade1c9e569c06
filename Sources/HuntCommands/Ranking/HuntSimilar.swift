import AHuntKit
import ArgumentParser
import Files
import Vocabulary

/// `ahunt similar`: the nearest galaxies in embedding space.
struct HuntSimilar: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Show the galaxies that look most like one you name.",
    discussion: """
      Example:
        ahunt similar PGC0002600 --top 20 --contact-sheet like-it.png
      """)

  @Argument(help: "The galaxy's object id.")
  var id: String

  @Option(.count, help: "How many galaxies.")
  var top = 20

  @Option(help: "The catalog, where several hold this object id.")
  var catalog: String?

  @Option(help: "Draw the galaxy and its neighbours into this PNG; - is standard output.")
  var contactSheet: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Neighbour: Codable {
    let objectID: String
    let distance: Double
    @Nullable var label: String?
    @Nullable var knownClass: String?
  }

  struct Payload: Codable {
    let objectID: String
    let neighbours: [Neighbour]
  }

  func run(with console: Console) throws {
    let sheet = try contactSheet.map { try console.output($0, "--contact-sheet") }
    let payload = try console.withHunt(for: .reading) { hunt in
      let (galaxy, neighbours) = try hunt.similar(to: id, catalog: catalog, count: top)
      if let sheet {
        let cells = [(galaxy, [id])] + neighbours.map { ($0.galaxy, [$0.objectID]) }
        try console.write(try hunt.contactSheet(cells), to: sheet)
        console.tellOf("contact sheet", in: sheet)
      }
      return Payload(
        objectID: id,
        neighbours: neighbours.map {
          Neighbour(
            objectID: $0.objectID, distance: $0.distance, label: $0.label,
            knownClass: $0.knownClass)
        })
    }
    if sheet?.isStandardOutput == true { return }
    try console.emit(payload) { page in
      var table = TextTable([">", "object", ">distance", "label", "known class"])
      for (place, neighbour) in payload.neighbours.enumerated() {
        table.add([
          String(place + 1), neighbour.objectID, Figures.decimal(neighbour.distance),
          page.palette.accent(neighbour.label ?? ""), neighbour.knownClass ?? "",
        ])
      }
      page.line("nearest to \(page.palette.bold(id))")
      page.table(table)
    }
  }
}
