import Evaluation

/// People who class galaxies: sure of the class, or guessing by its share.
struct Annotators: Sendable {
  let objects: Int
  let shares: [Double]
  /// Chance that a person knows the class; kappa is its square.
  let sure: Double
  var people = 2

  var words: String {
    let parts = shares.map { "\(Int(($0 * 100).rounded()))" }.joined(separator: ":")
    return "\(objects) galaxies, \(people) people, classes \(parts), sure of \(Int(sure * 100))%"
  }

  func draw(_ generator: inout SeededGenerator) -> [[Int]] {
    (0..<objects).map { _ in
      let truth = generator.pick(shares)
      return (0..<people).map { _ in generator.happens(sure) ? truth : generator.pick(shares) }
    }
  }
}

extension Simulation {
  /// Kappa of two people, and of more.
  static let people: [Simulation] = [10, 20, 50, 200].flatMap { objects -> [Simulation] in
    [[0.5, 0.5], [0.9, 0.1], [0.97, 0.03], [0.4, 0.3, 0.2, 0.1]].flatMap { shares -> [Simulation] in
      [0.5, 0.9, 0.98].flatMap { sure -> [Simulation] in
        let two = Annotators(objects: objects, shares: shares, sure: sure)
        let five = Annotators(objects: objects, shares: shares, sure: sure, people: 4)
        return [
          Simulation("Cohen's kappa", two.words, truth: sure * sure) { generator in
            Kappa.cohenInterval(two.draw(&generator).map { ($0[0], $0[1]) })
          },
          Simulation("Fleiss' kappa", five.words, truth: sure * sure) { generator in
            Kappa.fleissInterval(five.draw(&generator))
          },
        ]
      }
    }
  }
}
