import Evaluation
import Imaging
import Pages

/// Small made-up reports.
enum SampleReports {
  static let hostile = "<script>alert('x')</script> & \"PGC\u{1}\""

  static let classNames = [
    "Disturbed", "Merging", "In-between Round Smooth", "Cigar <Shaped> & Smooth",
  ]

  /// Sixty objects of four classes, the first with a hostile name.
  static func classifier() -> ClassifierReport {
    var generator = SeededGenerator(seed: 12)
    let truth = (0..<60).map { $0 % 4 }
    let values = truth.flatMap { own -> [Double] in
      let raw = (0..<4).map { Double.random(in: 0..<1, using: &generator) + ($0 == own ? 0.6 : 0) }
      let sum = raw.reduce(0, +)
      return raw.map { $0 / sum }
    }
    var report = ClassifierReport(
      title: "Test of \(hostile)", classNames: classNames,
      objectIDs: truth.indices.map { $0 == 0 ? hostile : "PGC\($0)" }, truth: truth,
      probabilities: ClassProbabilities(classCount: 4, values: values))
    report.facts = [RunFact("Catalog", hostile), RunFact("Seed", "0")]
    report.history = (1...5).map { epoch in
      EpochRecord(
        epoch: epoch, trainingLoss: 2 / Double(epoch), validationLoss: 2.5 / Double(epoch),
        validationAccuracy: 1 - 0.5 / Double(epoch))
    }
    report.bestEpoch = 5
    report.resamples = 50
    report.thumbnail = { index in Raster(width: 8, height: 8, filling: UInt8(index * 4)) }
    return report
  }

  /// Two rounds over forty galaxies with everything a hunt can show.
  static func hunt() -> HuntReport {
    var report = HuntReport(title: "Rings", interests: ["ring", hostile], galaxies: 40)
    report.facts = [RunFact("Seed", "0")]
    let arms = ["interest", "novelty", "uncertainty", "random"]
    report.questions = (0..<16).map { index in
      let isRing = index % 3 == 0
      let answer: String? = index == 9 ? nil : isRing ? "ring" : "spiral"
      return HuntQuestion(
        round: index / 8 + 1, arm: arms[index % 4], objectID: index == 3 ? hostile : "G\(index)",
        answer: answer, isOfInterest: isRing && answer != nil)
    }
    let interest = (0..<40).map { $0 % 5 == 0 }
    report.truth = HuntTruth(
      isOfInterest: interest, isLabelled: (0..<40).map { $0 < 16 }, interests: ["ring", hostile])
    let density = (0..<40).map { Double(($0 * 7) % 40) }
    let personal = interest.map { $0 ? 2.0 : 1.0 }
    report.scores = [
      HuntScore(name: "density", values: density), HuntScore(name: "personal", values: personal),
    ]
    report.ranking = (0..<60).map { index in
      let isFirst = index == 0
      let isPlaced = index == 1
      return RankedGalaxy(
        rank: index + 1, objectID: isFirst ? hostile : "G\(index)", score: 1 / Double(index + 1),
        label: isFirst ? hostile : nil, ra: isPlaced ? 150.25 : nil, dec: isPlaced ? -2.5 : nil,
        picture: index < 2 ? Raster(width: 8, height: 8) : nil)
    }
    report.samples = [Raster(width: 8, height: 8, filling: 9)]
    report.reconstructions = PictureStrips(
      columns: ["original", "reconstruction"],
      rows: [
        .init(
          objectID: hostile,
          pictures: [Raster(width: 8, height: 8), Raster(width: 8, height: 8, filling: 7)])
      ])
    report.latentMap = LatentMap(
      xLabel: "First", yLabel: "Second",
      groups: [LatentMap.Group(name: hostile, points: [SIMD2(0, 1), SIMD2(2, -1)])])
    report.galaxyTable = galaxies()
    return report
  }

  /// The hunt's galaxies, the first and the last with hostile names.
  static func galaxies() -> GalaxyTable {
    var table = GalaxyTable(
      objectIDs: (0..<40).map { $0 == 3 ? hostile : $0 == 39 ? "=1+1" : "G\($0)" })
    table.add("ra", "Right ascension, degrees", (0..<40).map { $0 == 1 ? 150.25 : nil })
    table.add("dec", "Declination, degrees", (0..<40).map { $0 == 1 ? -2.5 : nil })
    table.add("known_class", "Catalog class", words: (0..<40).map { $0 % 5 == 0 ? "ring" : nil })
    table.add(
      "answer", "Answer", levels: ["ring", hostile],
      codes: (0..<40).map { $0 < 16 && $0 != 9 ? ($0 % 3 == 0 ? 0 : 1) : nil })
    table.add("arm", "Arm", words: (0..<40).map { $0 < 16 ? "interest" : nil })
    let key = table.add("p_ring", "Probability of ring", numbers: (0..<40).map { Double($0) / 39 })
    table.thresholds = [
      ThresholdChoice(
        name: "ring", column: key, truth: "known_class", levels: [0], leavesOutAnswered: true)
    ]
    table.layouts = [
      GalaxyTable.Layout(
        key: "pca", title: "Principal components", words: "Two axes.",
        points: (0..<40).map { SIMD2(Float($0), Float($0 % 7)) })
    ]
    return table
  }
}
