import Evaluation

/// A classifier that sees every class through a normal number of its own.
struct SoftAnswers: Sendable {
  let sizes: [Int]
  let shift: Double

  var words: String {
    "\(sizes.count) classes of \(sizes.min()!)–\(sizes.max()!), shift \(shift)"
  }

  func draw(_ generator: inout SeededGenerator) -> (ClassProbabilities, [Int]) {
    let truth = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }
    // Numbers that rise with the probability: areas ask for no more.
    let values = truth.flatMap { own in
      sizes.indices.map { generator.normal() + ($0 == own ? shift : 0) }
    }
    return (ClassProbabilities(classCount: sizes.count, values: values), truth)
  }

  var area: Double { normalShare(shift / 2.0.squareRoot()) }

  /// The mean of the classes' average precisions over endless galaxies in these proportions.
  var macroAveragePrecision: Double {
    sizes.reduce(0) {
      $0
        + TwoNormals(positives: $1, negatives: sizes.reduce(0, +) - $1, shift: shift)
        .averagePrecision
    } / Double(sizes.count)
  }

  /// The average precision of all answers together.
  var pooledAveragePrecision: Double {
    let all = sizes.reduce(0, +)
    return TwoNormals(positives: all, negatives: all * (sizes.count - 1), shift: shift)
      .averagePrecision
  }
}

/// Means over classes, and all answers of a classifier together.
extension Simulation {
  static let macroAreas: [Simulation] =
    [
      [10, 10], [10, 10, 10, 10], [300, 100, 40, 15, 10], Array(repeating: 20, count: 20),
    ].flatMap { sizes in
      [0.5, 1.5, 3].flatMap { shift in
        let answers = SoftAnswers(sizes: sizes, shift: shift)
        return both(
          answers.words, area: answers.area, averagePrecision: answers.macroAveragePrecision
        ) { answers.draw(&$0) }
          + pooled(
            answers.words, area: answers.area,
            averagePrecision: answers.pooledAveragePrecision
          ) { answers.draw(&$0) }
      }
    }
    // Two classes, where one's area is the other's.
    + [10, 30].flatMap { size in
      [0.5, 1.5, 3].flatMap { shift in
        let normals = TwoNormals(positives: size, negatives: size, shift: shift)
        return both(
          "one number for both classes of \(size), shift \(shift)", area: normals.area,
          averagePrecision: normals.averagePrecision
        ) { generator in
          let (scores, labels) = normals.draw(&generator)
          return (
            ClassProbabilities(classCount: 2, values: scores.flatMap { [-$0, $0] }),
            labels.map { $0 ? 1 : 0 }
          )
        }
      }
    }

    // Probabilities that sum to 1, so that the answers to one galaxy depend on each other; the truth is that
    // of a far larger test.
    + [[10, 10, 10, 10], [100, 40, 15, 10]].flatMap { sizes -> [Simulation] in
      let answers = TwoClassifiers(sizes: sizes, shifts: (1.5, 1.5))
      var generator = SeededGenerator(seed: 1)
      let endless = TwoClassifiers(
        sizes: sizes.map { $0 * 20_000 / sizes.max()! }, shifts: answers.shifts
      ).draw(&generator)
      let all = AreaIntervals(probabilities: endless.first, truth: endless.truth)
      let together = MicroAreaIntervals(probabilities: endless.first, truth: endless.truth)
      let words =
        "\(sizes.count) classes of \(sizes.min()!)–\(sizes.max()!), probabilities, shift 1.5"
      let draw: Drawing = { generator in
        let drawn = answers.draw(&generator)
        return (drawn.first, drawn.truth)
      }
      return both(
        words, area: all.macro!.estimate, averagePrecision: all.macroAveragePrecision!.estimate,
        draw: draw)
        + pooled(
          words, area: together.area!.estimate,
          averagePrecision: together.averagePrecision!.estimate, draw: draw)
    }

  private typealias Drawing =
    @Sendable (inout SeededGenerator) -> (ClassProbabilities, [Int])

  private static func both(
    _ words: String, area: Double, averagePrecision: Double, draw: @escaping Drawing
  ) -> [Simulation] {
    [
      Simulation("macro area", words, truth: area) { generator in
        let (probabilities, truth) = draw(&generator)
        return AreaIntervals(probabilities: probabilities, truth: truth).macro
      },
      Simulation("macro average precision", words, truth: averagePrecision) { generator in
        let (probabilities, truth) = draw(&generator)
        return AreaIntervals(probabilities: probabilities, truth: truth).macroAveragePrecision
      },
    ]
  }

  private static func pooled(
    _ words: String, area: Double, averagePrecision: Double, draw: @escaping Drawing
  ) -> [Simulation] {
    [
      Simulation("pooled area", words, truth: area) { generator in
        let (probabilities, truth) = draw(&generator)
        return MicroAreaIntervals(probabilities: probabilities, truth: truth).area
      },
      Simulation("pooled average precision", words, truth: averagePrecision) { generator in
        let (probabilities, truth) = draw(&generator)
        return MicroAreaIntervals(probabilities: probabilities, truth: truth).averagePrecision
      },
    ]
  }
}
