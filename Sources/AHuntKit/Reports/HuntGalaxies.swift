import Hunting
import Pages
import Store

/// The table of a hunt's galaxies that its page selects from.
struct HuntGalaxies {
  let snapshot: HuntSnapshot
  let store: HuntStore
  let hunt: HuntRecord.ID
  /// Known facts, in the order of the snapshot.
  private let records: [GalaxyRecord]
  private typealias Key = GalaxyTable.Key
  /// Rows by the name of their galaxy, where only one has it.
  private let rows: [String: Int]

  /// - Throws: `StoreError.damagedRow` where a vector is of no galaxy.
  init(
    _ snapshot: HuntSnapshot, _ store: HuntStore, hunt: HuntRecord.ID, _ records: [GalaxyRecord]
  ) throws {
    self.snapshot = snapshot
    self.hunt = hunt
    self.store = store
    let known = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
    self.records = try snapshot.ids.map { id in
      guard let record = known[id] else {
        throw StoreError.damagedRow(
          table: "embedding", row: id, column: "galaxy", value: "a galaxy that is not there")
      }
      return record
    }
    var rows: [String: Int?] = [:]
    for (row, record) in self.records.enumerated() {
      rows.updateValue(rows[record.objectID] == nil ? row : nil, forKey: record.objectID)
    }
    self.rows = rows.compactMapValues(\.self)
  }

  /// Everything that the hunt knows of each galaxy, with maps and pictures.
  func table(
    scores: [HuntScore], probabilities: HeadProbabilities, ranks: [Float],
    components: [SIMD2<Float>]
  ) throws -> GalaxyTable {
    var table = GalaxyTable(objectIDs: records.map(\.objectID))
    if records.contains(where: { $0.ra != nil && $0.dec != nil }) {
      table.add(Key.rightAscension, "Right ascension, degrees", records.map(\.ra))
      table.add(Key.declination, "Declination, degrees", records.map(\.dec))
    }
    if records.contains(where: { $0.knownClass != nil }) {
      table.add(Key.knownClass, "Catalog class", words: records.map(\.knownClass))
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(snapshot.classes.map(\.id), 0...))
    table.add(
      Key.answer, "Answer", levels: snapshot.classes.map(\.name),
      codes: snapshot.ids.map { snapshot.labels[$0].flatMap { numbers[$0] } })
    try addQuestions(to: &table)
    let order = descendingOrder(ofScores: ranks)
    var rank = [Double](repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { rank[row] = Double(place + 1) }
    table.add(Key.rank, "Rank", numbers: rank)
    for score in scores {
      table.add(Key.score(score.name), "Score: \(score.name)", numbers: score.values)
    }
    addProbabilities(probabilities, to: &table)
    let answered = snapshot.ids.indices.filter { snapshot.labels[snapshot.ids[$0]] != nil }
    table.layouts = Self.layouts(
      of: snapshot.features, components: components, preferred: answered)
    table.pictures = try ThumbnailSheets(
      order: answered + order.prefix(2_000) + ThumbnailSheets.mixed(records.count, seed: 0),
      of: records.count
    ) { row in try store.raster(of: records[row].id) }
    return table
  }

  /// Which round and arm asked about each galaxy, and who gave the answer that counts.
  private func addQuestions(to table: inout GalaxyTable) throws {
    var rounds = [Double?](repeating: nil, count: records.count)
    var arms = [String?](repeating: nil, count: records.count)
    var annotators = arms
    for question in try snapshot.questions() where !question.isLookedUp {
      guard let row = snapshot.rows[question.galaxy] else { continue }
      rounds[row] = Double(question.round)
      arms[row] = question.arm
    }
    for label in try store.labels(hunt: hunt) {
      guard let row = rows[label.objectID] else { continue }
      annotators[row] = label.annotator
      rounds[row] = label.round.map(Double.init) ?? rounds[row]
      arms[row] = label.arm ?? arms[row] ?? "imported"
    }
    table.add(Key.round, "Round", rounds)
    table.add(Key.arm, "Arm", words: arms)
    table.add(Key.annotator, "Annotator", words: annotators)
  }

  /// How likely each galaxy is of each class that has answers, and which of them can be checked.
  private func addProbabilities(_ shares: HeadProbabilities, to table: inout GalaxyTable) {
    let known = records.map { $0.knownClass.map(HuntReporter.plain) }
    for (index, huntClass) in snapshot.classes.enumerated() where shares.isTrained[index] {
      let key = table.add(
        Key.probability(huntClass.name), "Probability of \(huntClass.name)",
        numbers: (0..<shares.rows).map { Double(shares.probability($0, index)) })
      guard huntClass.isHunted, known.contains(HuntReporter.plain(huntClass.name)),
        case .levels(let levels, _) = table.column(Key.knownClass)?.values
      else { continue }
      table.thresholds.append(
        ThresholdChoice(
          name: huntClass.name, column: key, truth: Key.knownClass,
          levels: levels.indices.filter {
            HuntReporter.plain(levels[$0]) == HuntReporter.plain(huntClass.name)
          }, leavesOutAnswered: true))
    }
  }

  /// The maps of galaxies by their features and the first two principal components of these.
  static func layouts(
    of features: FeatureMatrix, components: [SIMD2<Float>], preferred: [Int] = []
  ) -> [GalaxyTable.Layout] {
    let umap = UMAP()
    let all = features.rows <= umap.sampleLimit
    return [
      GalaxyTable.Layout(
        key: "umap", title: "UMAP",
        words: "UMAP (McInnes et al. 2018) of the embedding, \(umap.neighbours) neighbours, seed "
          + "\(umap.seed). Neighbours look alike; how far apart groups lie and how large they are "
          + "means nothing."
          + (all
            ? ""
            : " \(Figures.count(umap.sampleLimit)) galaxies are laid out, the others lie among "
              + "their nearest of these."),
        points: umap.layout(of: features, from: components, preferred: preferred)),
      GalaxyTable.Layout(
        key: "pca", title: "Principal components",
        words: "The first two principal components of the embedding: the directions in which "
          + "galaxies differ most.", points: components),
    ]
  }
}
