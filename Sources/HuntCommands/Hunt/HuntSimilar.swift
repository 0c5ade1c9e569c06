import ArgumentParser
import Foundation
import Hunting
import Imaging
import Store

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

  @Option(help: "How many galaxies.")
  var top = 20

  @Option(help: "The catalog, where several hold this object id.")
  var catalog: String?

  @Option(help: "Draw the galaxy and its neighbours into this PNG.")
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

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top takes a number of at least 1.") }
  }

  func run(with console: Console) throws {
    let store = try console.openStore()
    let galaxy = try store.galaxy(
      objectID: id, in: try catalog.map { try store.catalog(named: $0).id })
    let state = try HuntState(store, for: "compare", now: console.context.now())
    guard let row = state.rows[galaxy.id] else {
      throw CommandFailure.failed("\(id) has no embedding yet: run `ahunt embed` first")
    }
    let nearest = Self.nearest(to: row, in: state, count: top)
    let records = Dictionary(
      uniqueKeysWithValues: try store.galaxies(ids: nearest.map { state.ids[$0.row] })
        .map { ($0.id, $0) })
    let neighbours = nearest.compactMap { row, distance in
      records[state.ids[row]].map {
        Neighbour(
          objectID: $0.objectID, distance: distance, label: state.labels[$0.id],
          knownClass: $0.knownClass)
      }
    }
    if let contactSheet {
      let all = [galaxy.id] + nearest.map { state.ids[$0.row] }
      let names = [galaxy.objectID] + neighbours.map(\.objectID)
      let cells = try zip(all, names).map { ContactSheet.Cell(try store.raster(of: $0), $1) }
      let file = console.context.location(contactSheet)
      try console.write(try ContactSheet().raster(of: cells).pngData(), to: file)
      console.note("contact sheet written to \(file.path)")
    }
    try store.close()
    try console.emit(Payload(objectID: id, neighbours: neighbours)) { page in
      var table = TextTable([">", "object", ">distance", "label", "known class"])
      for (place, neighbour) in neighbours.enumerated() {
        table.add([
          String(place + 1), neighbour.objectID, Figures.decimal(neighbour.distance),
          page.palette.accent(neighbour.label ?? ""), neighbour.knownClass ?? "",
        ])
      }
      page.line("nearest to \(page.palette.bold(id))")
      page.table(table)
    }
  }

  /// The rows nearest to one, by Euclidean distance.
  static func nearest(
    to row: Int, in state: HuntState, count: Int
  ) -> [(row: Int, distance: Double)] {
    let features = state.features
    let columns = features.columns
    let squares = features.values.withUnsafeBufferPointer { values in
      (0..<features.rows).map { other in
        var sum: Float = 0
        for column in 0..<columns {
          let difference = values[other * columns + column] - values[row * columns + column]
          sum += difference * difference
        }
        return sum
      }
    }
    return squares.indices.filter { $0 != row }
      .sorted { squares[$0] != squares[$1] ? squares[$0] < squares[$1] : $0 < $1 }
      .prefix(count).map { ($0, Double(squares[$0]).squareRoot()) }
  }
}
