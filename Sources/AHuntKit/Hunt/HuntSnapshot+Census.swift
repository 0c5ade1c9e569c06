package import Hunting
import Store
package import Vocabulary

extension HuntSnapshot {
  /// How many galaxies of the hunted classes there are; nil without a hunted class.
  ///
  /// - Parameters:
  ///   - asked: every question of the hunt.
  ///   - probabilities: what the head says of every galaxy by now.
  package func census(
    _ asked: [Question], _ probabilities: HeadProbabilities
  ) throws -> Census? {
    let hunted = hunted
    guard !hunted.isEmpty else { return nil }
    let seeds = Dictionary(uniqueKeysWithValues: try rounds().map { ($0.number, $0.seed) })
    let questions = asked.compactMap { question in
      rows[question.galaxy].map { row in
        AskedGalaxy(
          galaxy: row,
          drawSeed: question.arm == Arm.random.rawValue
            ? seeds[question.round].map { UInt64(bitPattern: $0) } : nil,
          probability: question.probabilities.reduce(0) {
            $0 + (hunted.contains($1.key) ? $1.value : 0)
          },
          isHunted: question.label.map(hunted.contains))
      }
    }
    var seen = Set(labels.keys.compactMap { rows[$0] })
    seen.formUnion(asked.lazy.filter { !$0.isOpen }.compactMap { rows[$0.galaxy] })
    let shares = probabilities.interestScore(
      weights: probabilities.classes.map { hunted.contains($0) ? 1 : 0 })
    return Census(
      galaxies: ids.count, found: labels.values.count { hunted.contains($0) },
      unseen: ids.count - seen.count,
      draws: RandomDraws(
        asked: questions, closed: Set(try askedGalaxies().compactMap { rows[$0] }),
        galaxyCount: ids.count),
      forecast: HeadForecast(
        probabilities: shares.indices.lazy.filter { !seen.contains($0) }.map { shares[$0] },
        asked: questions))
  }
}
