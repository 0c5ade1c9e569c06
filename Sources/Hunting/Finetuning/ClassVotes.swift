import Foundation
package import Vocabulary

/// What a second judge says of each galaxy: how likely it is each of some of the person's classes.
package struct ClassVotes: Sendable, Equatable {
  /// Numbers of the classes it knows.
  package let classes: [HuntClass.ID]
  /// Rows × `classes.count` probabilities, each row adding up to 1; NaN where it has not looked.
  package let values: [Float]
  /// How much it counts against the head: 0 not at all, 1 in the head's place.
  package let weight: Double

  /// Votes as a model gives them, row after row.
  package init(classes: [HuntClass.ID], values: [Float], weight: Double) {
    precondition(!classes.isEmpty && values.count.isMultiple(of: classes.count))
    self.classes = classes
    self.values = values
    self.weight = weight
  }

  /// Galaxies.
  package var rows: Int { values.count / classes.count }
}

extension HeadProbabilities {
  /// The head's shares pooled with votes: their weighted geometric mean (Genest & Zidek 1986).
  ///
  /// The votes only move about what the head gives to the classes that they know: p becomes
  /// p^(1−w)·(m·q)^w, where m is the head's share of all of these together. The reserve, and classes
  /// named since, keep their part before all is scaled to add up to 1. A galaxy that has no votes
  /// stays as it is, and so does one that the head knows nothing of.
  package func pooled(with votes: ClassVotes) -> HeadProbabilities {
    precondition(votes.rows == rows, "one row of votes per galaxy")
    let weight = Float(votes.weight)
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
    let pairs = votes.classes.indices.compactMap { vote in
      numbers[votes.classes[vote]].map { (vote: vote, place: $0) }
    }
    guard weight > 0, !pairs.isEmpty else { return self }
    let (stride, columns) = (stride, votes.classes.count)
    let pooled = [Float](unsafeUninitializedCapacity: values.count) { buffer, count in
      _ = buffer.initialize(from: values)
      nonisolated(unsafe) let output = buffer
      votes.values.withUnsafeBufferPointer { source in
        nonisolated(unsafe) let judged = source
        Parallel.forEachBlock(of: rows, size: 4_096) { block in
          for row in block {
            let own = output.baseAddress! + row * stride
            let theirs = judged.baseAddress! + row * columns
            var (mass, known) = (Float(0), Float(0))
            for pair in pairs {
              mass += own[pair.place]
              known += theirs[pair.vote]
            }
            guard mass > 0, known > 0 else { continue }
            for pair in pairs {
              let target = mass * theirs[pair.vote] / known
              own[pair.place] = pow(own[pair.place], 1 - weight) * pow(target, weight)
            }
            var total = Float(0)
            for place in 0..<stride { total += own[place] }
            for place in 0..<stride { own[place] /= total }
          }
        }
      }
      count = values.count
    }
    return HeadProbabilities(
      classes: classes, isTrained: isTrained, rows: rows, values: pooled)
  }

  /// How likely each galaxy is of a hunted class, given that it is of one that was answered.
  package func wantedShares(_ isWanted: [Bool]) -> [Double] {
    precondition(isWanted.count == classes.count)
    return (0..<rows).map { row in
      var (wanted, all) = (0.0, 0.0)
      for place in classes.indices {
        let share = Double(probability(row, place))
        all += share
        if isWanted[place] { wanted += share }
      }
      return all > 0 ? wanted / all : 0
    }
  }
}
