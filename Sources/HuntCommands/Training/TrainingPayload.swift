import AHuntKit
import Vocabulary

/// One finished training, as `ahunt train … --format json` says it.
struct TrainingPayload: Codable {
  let model: Int64
  let kind: String
  let epochs: Int
  let seconds: Double
  let imagesPerSecond: Double
  let metrics: [String: Double]

  init(_ summary: TrainingSummary) {
    model = summary.model
    kind = summary.kind.rawValue
    epochs = summary.epochs
    seconds = summary.seconds
    imagesPerSecond = summary.imagesPerSecond
    metrics = summary.metrics
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    page.heading("\(kind)  \(page.palette.dim("model \(model)"))")
    page.pairs(
      [
        (
          "trained",
          "\(Figures.count(epochs, "epoch")) in \(Figures.duration(seconds)), "
            + "\(Figures.rate(imagesPerSecond)) images/s"
        )
      ] + metrics.sorted { $0.key < $1.key }.map { ($0.key, Figures.decimal($0.value, places: 4)) })
  }
}

/// What `ahunt train all --format json` says.
struct TrainingsPayload: Codable {
  let trained: [TrainingPayload]
}

/// What `ahunt embed` and `ahunt score` say.
struct FillingPayload: Codable {
  let model: Int64
  let written: Int
  let skipped: Int
  /// Galaxies whose pixels were replaced meanwhile, which the next run goes through.
  let replaced: Int
  let seconds: Double
  let imagesPerSecond: Double

  init(_ summary: FillingSummary) {
    model = summary.model
    written = summary.written
    skipped = summary.skipped
    replaced = summary.replaced
    seconds = summary.seconds
    imagesPerSecond = summary.imagesPerSecond
  }

  /// The same for people; `what` is the plural of what was written.
  func write(_ what: String, to page: inout TextPage) {
    page.line(
      "\(Figures.count(written)) \(what) written in \(Figures.duration(seconds))"
        + " (\(Figures.rate(imagesPerSecond)) images/s), "
        + "\(Figures.count(skipped)) were there already")
    if replaced > 0 {
      page.line(
        "\(Figures.count(replaced, "galaxy has", "galaxies have")) got other pixels meanwhile: "
          + "run the same command again for them")
    }
  }
}
