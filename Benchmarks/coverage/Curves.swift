import Evaluation

extension Simulation {
  private static let sizes = [(3, 60), (5, 200), (10, 100), (10, 1_000), (30, 300), (100, 1_000)]

  /// Areas and average precision.
  static let curves: [Simulation] = sizes.flatMap { positives, negatives -> [Simulation] in
    [0.5, 1.0, 2.0, 3.0].flatMap { shift -> [Simulation] in
      let normals = TwoNormals(positives: positives, negatives: negatives, shift: shift)
      let words = "\(positives) positives of \(positives + negatives), shift \(shift)"
      return [
        Simulation("area", words, truth: normals.area) { generator in
          let (scores, labels) = normals.draw(&generator)
          return areaInterval(scores: scores, labels: labels)
        },
        Simulation("average precision", words, truth: normals.averagePrecision) { generator in
          let (scores, labels) = normals.draw(&generator)
          return averagePrecisionInterval(scores: scores, labels: labels)
        },
      ]
    }
  }
}
