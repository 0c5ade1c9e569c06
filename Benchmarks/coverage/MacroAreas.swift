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
}

/// Two classes, where one's area is the other's.
extension Simulation {
  static let macroAreas: [Simulation] =
    [
      [10, 10], [10, 10, 10, 10], [300, 100, 40, 15, 10], Array(repeating: 20, count: 20),
    ].flatMap { sizes in
      [0.5, 1.5, 3].map { shift in
        let answers = SoftAnswers(sizes: sizes, shift: shift)
        return Simulation("macro area", answers.words, truth: answers.area) { generator in
          let (probabilities, truth) = answers.draw(&generator)
          return AreaIntervals(probabilities: probabilities, truth: truth).macro
        }
      }
    }
    + [10, 30].flatMap { size in
      [0.5, 1.5, 3].map { shift in
        let normals = TwoNormals(positives: size, negatives: size, shift: shift)
        return Simulation(
          "macro area", "one number for both classes of \(size), shift \(shift)",
          truth: normals.area
        ) { generator in
          let (scores, labels) = normals.draw(&generator)
          return AreaIntervals(
            probabilities: ClassProbabilities(classCount: 2, values: scores.flatMap { [-$0, $0] }),
            truth: labels.map { $0 ? 1 : 0 }
          ).macro
        }
      }
    }
}
