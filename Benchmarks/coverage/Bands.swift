import Evaluation

extension Simulation {
  /// Bands at single places of a curve: several places a draw.
  static let bands: [Simulation] = [(3, 60), (10, 100), (10, 1_000), (30, 300), (100, 1_000)]
    .flatMap {
      positives, negatives -> [Simulation] in
      [0.5, 1.5, 3.0].flatMap { shift -> [Simulation] in
        let normals = TwoNormals(positives: positives, negatives: negatives, shift: shift)
        let words = "\(positives) positives of \(positives + negatives), shift \(shift)"
        @Sendable func bands(_ generator: inout SeededGenerator) -> CurveBands {
          let (scores, labels) = normals.draw(&generator)
          return CurveBands(scores: scores, labels: labels, resamples: 200, using: &generator)!
        }
        let places = [0.02, 0.1, 0.3, 0.5, 0.8]
        return [
          Simulation("ROC band", words, cost: 10) { generator in
            let all = bands(&generator)
            return places.map { place in
              let band = all.roc.first { $0.at == place }!
              return (
                Interval(estimate: 0, lower: band.lower, upper: band.upper), normals.rate(at: place)
              )
            }
          },
          Simulation("precision–recall band", words, cost: 10) { generator in
            let all = bands(&generator)
            return places.map { place in
              let band = all.precision.first { $0.at == place }!
              return (
                Interval(estimate: 0, lower: band.lower, upper: band.upper),
                normals.precision(at: place)
              )
            }
          },
        ]
      }
    }

  /// The explorer's bands: purity and completeness of what lies above a threshold.
  static let thresholds: [Simulation] = [(10, 100), (100, 1_000)].flatMap {
    positives, negatives -> [Simulation] in
    [0.0, 1.0, 2.5].flatMap { score -> [Simulation] in
      let normals = TwoNormals(positives: positives, negatives: negatives, shift: 1.5)
      let words = "\(positives) positives of \(positives + negatives), shift 1.5, cut at \(score)"
      let hits = Double(positives) * normals.recall(above: score)
      let others = Double(negatives) * normalShare(-score)
      return [
        Simulation("completeness band", words, truth: normals.recall(above: score)) { generator in
          let (scores, labels) = normals.draw(&generator)
          return exactInterval(
            successes: labels.indices.count { labels[$0] && scores[$0] >= score }, trials: positives
          )
        },
        Simulation("purity band", words, truth: hits / (hits + others)) { generator in
          let (scores, labels) = normals.draw(&generator)
          return exactInterval(
            successes: labels.indices.count { labels[$0] && scores[$0] >= score },
            trials: scores.count { $0 >= score })
        },
      ]
    }
  }
}
