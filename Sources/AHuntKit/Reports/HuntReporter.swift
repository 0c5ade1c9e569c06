import Foundation
import Hunting
import Imaging
import Models
import Pages
import Store

/// Gathers what a hunt asked, found and ranked, and writes the page.
struct HuntReporter {
  let hunt: Hunt
  let store: HuntStore
  let snapshot: HuntSnapshot
  let engine: EngineChoice
  /// Files with results of replays.
  let replays: [URL]
  /// Galaxies drawn and redrawn by the models.
  private static let sampleCount = 32
  private static let stripCount = 8
  private static let rankingCount = 48

  /// Names of the hunted classes as they are compared with those of the catalog.
  private var interests: Set<String> {
    Set(snapshot.classes.filter(\.isHunted).map { Self.plain($0.name) })
  }

  /// The page and the data beside it.
  func files(now: Date) throws -> ReportFiles {
    let ranking = try snapshot.ranking()
    let personal = try ranking.scores()
    let survey = RankedSurvey(snapshot, by: .personal, scores: personal)
    let top = try survey.ranking(RankRequest(count: Self.rankingCount), in: store).entries
    let open = try survey.ranking(
      RankRequest(count: Self.rankingCount, unlabelledOnly: true), in: store
    ).entries
    let records = try store.galaxies()
    var report = HuntReport(
      title: "Hunt: \(hunt.name)",
      interests: snapshot.classes.filter(\.isHunted).map(\.name),
      galaxies: snapshot.ids.count)
    report.classes = snapshot.classes.map { HuntInterest(name: $0.name, weight: $0.interest) }
    report.facts = try facts(records, now)
    let asked = try snapshot.questions()
    report.questions = try questions(asked)
    report.census = try snapshot.census(asked, ranking.probabilities)
    report.scores = try scores(personal, ranking.probabilities.reserves)
    report.truth = truth(records)
    report.pastRankings = try pastRankings(report.truth)
    report.doubts = try doubts()
    report.previous = previous()
    report.ranking = try open.map(ranked)
    report.wholeRanking = try top.map(ranked)
    let components = PrincipalAxes(of: snapshot.features).projected(snapshot.features)
    report.latentMap = latentMap(components)
    report.galaxyTable = try HuntGalaxies(snapshot, store, hunt: hunt.id, records).table(
      scores: report.scores, probabilities: ranking.probabilities, ranks: personal,
      components: components)
    report.replays = try KeptReplays.all(in: store, files: replays)
    try addPictures(to: &report, top, personal)
    return try report.files()
  }

  private func ranked(_ entry: Ranking.Entry) throws -> RankedGalaxy {
    RankedGalaxy(
      rank: entry.rank, objectID: entry.objectID, score: entry.score, label: entry.label,
      knownClass: entry.knownClass, ra: entry.ra, dec: entry.dec,
      picture: try store.raster(of: entry.galaxy))
  }

  /// What the models redraw and dream up.
  private func addPictures(
    to report: inout HuntReport, _ top: [Ranking.Entry], _ personal: [Float]
  ) throws {
    let embedder = try store.embedder(snapshot.embedder, engine)
    report.samples = try embedder.sample(Self.sampleCount, seed: 0).rasters
    let chosen = top.prefix(Self.stripCount)
    guard !chosen.isEmpty else { return }
    let originals = try CutoutSet(try store.pixels(of: chosen.map(\.galaxy)))
    var columns = ["original", "embedder", "residual"]
    var sets = [try embedder.reconstruct(originals).rasters]
    if let record = try store.latestModel(kind: .scorer) {
      columns += ["scorer", "residual"]
      sets.append(try store.scorer(record, engine).reconstruct(originals).rasters)
    }
    let pictures = embedder.configuration.preprocessing.shown(originals).rasters
    report.reconstructions = PictureStrips(
      columns: columns,
      rows: zip(chosen.indices, chosen).map { index, item in
        let place = index - chosen.startIndex
        return PictureStrips.Row(
          objectID: item.objectID,
          pictures: [pictures[place]]
            + sets.flatMap { [$0[place], pictures[place].difference(from: $0[place])] })
      })
    report.interpolations = try interpolations(by: embedder, descendingOrder(ofScores: personal))
  }

  private func facts(_ records: [GalaxyRecord], _ now: Date) throws -> [RunFact] {
    let seed = try snapshot.rounds().first?.seed
    return [
      try RunFacts.catalogs(store), RunFacts.data(records, snapshot.embedder),
      RunFacts.model(snapshot.embedder),
      try store.latestModel(kind: .scorer).map(RunFacts.model),
      seed.map { RunFact("Seed of the rounds", String($0)) },
    ].compactMap { $0 } + RunFacts.machine(engine, now: now)
  }

  /// Labels in the order they were given, those that no round asked for as imported, then the
  /// questions without an answer.
  private func questions(_ asked: [Question]) throws -> [HuntQuestion] {
    let answered = try store.labels(hunt: hunt.id).map { label in
      HuntQuestion(
        round: label.round ?? 0, arm: label.arm ?? "imported",
        objectID: label.objectID, answer: label.className,
        isOfInterest: interests.contains(Self.plain(label.className)))
    }
    let open = asked.filter { $0.label == nil }.map {
      HuntQuestion(
        round: $0.round, arm: $0.arm, objectID: $0.objectID, answer: nil,
        isOfInterest: false)
    }
    return answered + open
  }

  private func scores(_ personal: [Float], _ reserve: [Float]) throws -> [HuntScore] {
    var scores = [HuntScore(name: "personal", values: personal.map(Double.init))]
    for kind in ScoreKind.stored {
      if let values = try snapshot.score(kind) {
        scores.append(HuntScore(name: kind.rawValue, values: values.map(Double.init)))
      }
    }
    scores.append(HuntScore(name: "reserve", values: reserve.map(Double.init)))
    return scores
  }

  /// Known classes against the hunted ones; nil where none of the hunted is a known class.
  private func truth(_ records: [GalaxyRecord]) -> HuntTruth? {
    let known = Dictionary(
      uniqueKeysWithValues: records.map { ($0.id, $0.knownClass.map(Self.plain)) })
    let names = Set(known.values.compactMap { $0 })
    let hunted = snapshot.ids.map { id in
      known[id].flatMap { $0 }.map { interests.contains($0) } ?? false
    }
    guard hunted.contains(true) else { return nil }
    return HuntTruth(
      isOfInterest: hunted, isLabelled: snapshot.ids.map { snapshot.labels[$0] != nil },
      interests: snapshot.classes.filter { $0.isHunted && names.contains(Self.plain($0.name)) }
        .map(\.name))
  }

  private func latentMap(_ points: [SIMD2<Float>]) -> LatentMap {
    let (hunted, names) = (snapshot.hunted, snapshot.classNames)
    var groups: [String: [SIMD2<Float>]] = [:]
    for (row, id) in snapshot.ids.enumerated() {
      let label = snapshot.labels[id]
      let group =
        label.map { hunted.contains($0) ? names[$0] ?? "" : "labelled, not hunted" }
        ?? "not labelled"
      groups[group, default: []].append(points[row])
    }
    return LatentMap(
      xLabel: "first principal component", yLabel: "second principal component",
      groups: groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .map { LatentMap.Group(name: $0.key, points: $0.value) })
  }

  /// Names of classes as a person's and a catalog's are compared: `Lens arc` and `lens_arc` are one.
  static func plain(_ name: String) -> String {
    name.lowercased().replacing("_", with: " ").replacing("-", with: " ")
  }
}

extension Raster {
  /// Grey where both agree, brighter or darker a channel where this is.
  func difference(from other: Raster) -> Raster {
    Raster(
      width: width, height: height,
      pixels: zip(pixels, other.pixels).map { own, theirs in
        UInt8(clamping: 128 + Int(own) - Int(theirs))
      })
  }
}
