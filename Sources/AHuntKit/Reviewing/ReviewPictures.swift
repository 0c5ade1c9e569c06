import Hunting
import Imaging
import Review
import Store
import Survey
import Vocabulary

/// What there is to see of the galaxies that a review asks about.
struct ReviewPictures: Sendable {
  /// Neighbours, or galaxies of a batch, that are shown together.
  private static let (neighbours, batch) = (8, 30)

  let store: HuntStore
  private let gate: StoreGate
  let hunt: HuntRecord.ID
  private let originals = PictureCache()
  private let redrawing: Redrawing

  init(_ store: HuntStore, _ gate: StoreGate, hunt: HuntRecord.ID) {
    self.store = store
    self.gate = gate
    self.hunt = hunt
    redrawing = Redrawing(store)
  }

  /// The best picture there is for a view.
  ///
  /// - Throws: An error of the store, `CancellationError` where the review is over. Whatever else is in
  ///   the way is told in the picture's note, and the stored cutout is shown.
  func picture(of question: Question, view: PictureView, side: Int) throws -> ReviewPicture {
    switch view.subject {
    case .galaxy: try galaxy(question, view, side)
    case .reconstruction, .residual: try gate.reading { try redrawn(question, view, side) }
    case .neighbours: try gate.reading { try neighbours(of: question, side) }
    case .batch: try gate.reading { try batch(of: question, side) }
    }
  }

  private func galaxy(
    _ question: Question, _ view: PictureView, _ side: Int
  ) throws -> ReviewPicture {
    let galaxy = try gate.reading { try ReviewedGalaxy(question.galaxy, in: store) }
    let usual = galaxy.catalog.stretch
    do {
      let whole = try originals.picture(galaxy.key) { try galaxy.original() }
      return ReviewPicture(
        [.init(whole.shown(view, side: side, usual: usual))],
        note: Self.note(
          "\(galaxy.place), \(whole.width)×\(whole.height) pixels", whole.remark(on: view.stretch)))
    } catch {
      let shape = galaxy.stored.shape
      let what =
        "the stored cutout, \(shape.width)×\(shape.height) pixels; \(galaxy.place): \(error)"
      guard let whole = CutoutPixels(galaxy.stored) else {
        let raster = StoredPicture.raster(of: galaxy.stored, stretch: usual)
        return ReviewPicture([.init(raster.fitting(side))], note: what)
      }
      return ReviewPicture(
        [.init(whole.shown(view, side: side, usual: usual))],
        note: Self.note(what, whole.remark(on: view.stretch)))
    }
  }

  private func redrawn(
    _ question: Question, _ view: PictureView, _ side: Int
  ) throws -> ReviewPicture {
    var plain = view
    plain.stretch = .stored
    func shown(_ raster: Raster) -> ReviewPicture.Part {
      .init(CutoutPixels.bytes(raster).shown(plain, side: side, usual: nil))
    }
    do {
      let (seen, redrawn) = try redrawing.pictures(of: question.galaxy)
      guard view.subject == .residual else {
        return ReviewPicture([shown(redrawn)], note: "what the autoencoder makes of it")
      }
      return ReviewPicture(
        [shown(seen.difference(from: redrawn))],
        note: "what the autoencoder missed: grey where it is right, brighter where the galaxy is")
    } catch let error as StoreError {
      throw error
    } catch {
      return ReviewPicture(
        [shown(try store.raster(of: question.galaxy))], note: "the stored cutout: \(error)")
    }
  }

  /// The galaxy and the labelled ones that are nearest to it by the newest embedder.
  private func neighbours(of question: Question, _ side: Int) throws -> ReviewPicture {
    try store.snapshot { store in
      func part(_ galaxy: Int64, _ captions: [String]) throws -> ReviewPicture.Part {
        .init(try store.raster(of: galaxy).fitting(side), captions: captions)
      }
      let own = try part(question.galaxy, ["this one"])
      guard let embedder = try store.latestModel(kind: .embedder) else {
        return ReviewPicture(
          [own], note: "no embedder is trained, so nothing tells which are alike")
      }
      let labels = try store.currentLabels(hunt: hunt)
      let lacking = Set(try store.galaxiesLackingEmbedding(model: embedder.id))
      let labelled = labels.keys.filter { $0 != question.galaxy && !lacking.contains($0) }.sorted()
      guard !labelled.isEmpty else {
        return ReviewPicture([own], note: "no other galaxy carries a class yet")
      }
      guard !lacking.contains(question.galaxy) else {
        return ReviewPicture([own], note: "the latest embedder has not embedded this galaxy")
      }
      let vectors = try store.embeddings(
        model: embedder.id, of: [question.galaxy] + labelled)
      let nearest = FeatureMatrix(
        rows: vectors.count, columns: vectors.dimension, values: vectors.values
      ).nearest(to: 0, count: Self.neighbours)
      let ids = nearest.map { labelled[$0.row - 1] }
      let classes = try store.classes(hunt: hunt)
      let names = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
      let parts = try zip(nearest, try store.galaxies(ids: ids)).map { near, record in
        try part(
          record.id,
          [
            labels[record.id].flatMap { names[$0] } ?? "", record.objectID,
            "distance \(Figures.decimal(near.distance, places: 2))",
          ])
      }
      return ReviewPicture(
        [own] + parts,
        note:
          "the nearest of \(Figures.count(labelled.count, "labelled galaxy", "labelled galaxies"))")
    }
  }

  /// What was asked together with it, as far as it can be shown at once.
  private func batch(of question: Question, _ side: Int) throws -> ReviewPicture {
    try store.snapshot { store in
      let round = try store.rounds(hunt: hunt).contains { $0.number == question.round }
      let all = round ? try store.questions(hunt: hunt, round: question.round) : []
      guard let place = all.firstIndex(where: { $0.galaxy == question.galaxy }) else {
        return ReviewPicture(
          [.init(try store.raster(of: question.galaxy).fitting(side))],
          note: "nothing was asked together with it")
      }
      let first = max(0, min(place - Self.batch / 2, all.count - Self.batch))
      let classes = try store.classes(hunt: hunt)
      let names = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
      let parts = try all.dropFirst(first).prefix(Self.batch).map { other in
        let answer = other.label.flatMap { names[$0] } ?? (other.isOpen ? "open" : "skipped")
        return ReviewPicture.Part(
          try store.raster(of: other.galaxy).fitting(side),
          captions: [other.galaxy == question.galaxy ? "this one" : answer, other.objectID])
      }
      let range = parts.count < all.count ? ", \(first + 1) to \(first + parts.count)" : ""
      return ReviewPicture(
        Array(parts),
        note: "round \(question.round), \(Figures.count(all.count, "question"))\(range)")
    }
  }

  private static func note(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
