import AHuntKit
import ArgumentParser
import FoundationEssentials
import Survey
import Vocabulary

/// `ahunt simulate`: draws a synthetic survey.
struct SurveySimulate: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Draw a synthetic survey: pictures and catalog.csv.",
    discussion: """
      Ten common classes at their natural proportions and a few rare kinds. The same seed draws \
      the same sky, and a longer survey begins with the shorter one. Fields are 67 arcseconds \
      wide as in Galaxy10 DECaLS: 256 pixels are those of the Legacy Survey, fewer are coarser.

      Example:
        ahunt simulate Catalogs/sky --count 2000 --seed 7
        ahunt import Catalogs/sky
        ahunt simulate Catalogs/cubes --count 500 --size 256 --writes fits
      """)

  @Argument(help: "The folder to draw into.")
  var folder: String

  @Option(.from(1, to: 10_000_000), help: "How many galaxies.")
  var count = 2000

  @Option(.seed, help: "Seed of the sky.")
  var seed: UInt64 = 0

  @Option(.from(16, to: 1024), help: "Pixels on each side.")
  var size = 64

  @Option(.from(0, to: 1), help: "Share of galaxies of the rare kinds.")
  var anomalyFraction = 0.03

  @Option(help: "png, or fits: float cubes of g, r, z in nanomaggies.")
  var writes: CutoutFormat = .png

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let count: Int
    let classes: [String: Int]
    let folder: String
    let catalog: String
    let seconds: Double
    let imagesPerSecond: Double
  }

  func run(with console: Console) throws {
    let folder = try console.folder(folder, "DIR")
    let (survey, seconds) = try SimulatedSky(
      seed: seed, size: size, anomalyFraction: anomalyFraction
    ).write(
      count: count, to: folder, isFITS: writes == .fits, activity: console.activity())
    let payload = Payload(
      count: count, classes: survey.classes, folder: survey.folder, catalog: survey.catalog,
      seconds: seconds,
      imagesPerSecond: Double(count) / max(seconds, 1e-9))
    try console.emit(payload) { page in
      page.line("\(Figures.count(count, "galaxy", "galaxies")) drawn into \(folder.path)")
      page.line()
      var table = TextTable(["class", ">galaxies", ">share"])
      for (name, number) in survey.classes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        let isRare = GalaxyKind(rawValue: name)?.isRare == true
        table.add([
          isRare ? page.palette.accent(name) : name, Figures.count(number),
          Figures.percent(Double(number) / Double(count)),
        ])
      }
      page.table(table)
    }
  }
}

extension CutoutFormat: ExpressibleByArgument {}
