package import Evaluation
package import Foundation

/// What a classifier says of its test galaxies, and what they are.
package struct JudgedGalaxies: Sendable, Equatable {
  /// Names of the classes, in the order of the probabilities.
  package let classNames: [String]
  /// Names of the galaxies.
  package let objectIDs: [String]
  /// The true class of each galaxy, its place among `classNames`.
  package let truth: [Int]
  /// How likely each galaxy is each class.
  package let probabilities: ClassProbabilities

  /// Galaxies with their classes; one truth and one row of probabilities for each.
  package init(
    classNames: [String], objectIDs: [String], truth: [Int], probabilities: ClassProbabilities
  ) {
    self.classNames = classNames
    self.objectIDs = objectIDs
    self.truth = truth
    self.probabilities = probabilities
  }

  /// The galaxies of a classifier report's `classifier.json`; nil where the file holds none.
  package init?(json: Data) {
    typealias Key = GalaxyTable.Key
    guard let file = try? JSONSerialization.jsonObject(with: json) as? [String: Any],
      let names = (file["classes"] as? [[String: Any]])?.compactMap({ $0["name"] as? String }),
      let table = file["table"] as? [String: Any],
      let ids = table["object_id"] as? [String], !ids.isEmpty,
      let known = table[Key.knownClass] as? [String], known.count == ids.count, !names.isEmpty
    else { return nil }
    let places = Dictionary(zip(names, 0...)) { first, _ in first }
    let columns = names.compactMap { table[Key.probability($0)] as? [Double] }
    let truth = known.compactMap { places[$0] }
    guard truth.count == ids.count, columns.count == names.count,
      columns.allSatisfy({ $0.count == ids.count })
    else { return nil }
    self.init(
      classNames: names, objectIDs: ids, truth: truth,
      probabilities: ClassProbabilities(
        classCount: names.count,
        values: ids.indices.flatMap { row in columns.map { $0[row] } }))
  }

  /// Both sides on the galaxies and classes that they share, in the first one's order.
  ///
  /// A galaxy counts where both know it by the same class. Probabilities of classes that only one side
  /// knows are left out, and the others scaled to a sum of 1.
  package static func shared(
    _ first: JudgedGalaxies, _ second: JudgedGalaxies
  ) -> (first: JudgedGalaxies, second: JudgedGalaxies)? {
    let names = first.classNames.filter(second.classNames.contains)
    let others = Dictionary(zip(second.objectIDs, 0...)) { first, _ in first }
    var rows: [(Int, Int)] = []
    for (row, id) in first.objectIDs.enumerated() {
      let name = first.classNames[first.truth[row]]
      guard let other = others[id], second.classNames[second.truth[other]] == name else { continue }
      rows.append((row, other))
    }
    guard !rows.isEmpty, names.count > 1 else { return nil }
    return (
      first.restricted(to: rows.map(\.0), names), second.restricted(to: rows.map(\.1), names)
    )
  }

  private func restricted(to rows: [Int], _ names: [String]) -> JudgedGalaxies {
    let columns = names.compactMap(classNames.firstIndex(of:))
    let places = Dictionary(uniqueKeysWithValues: zip(columns, 0...))
    let values = rows.flatMap { row in
      let raw = columns.map { probabilities[row, $0] }
      let sum = raw.reduce(0, +)
      return raw.map { sum > 0 ? $0 / sum : 1 / Double(raw.count) }
    }
    return JudgedGalaxies(
      classNames: names, objectIDs: rows.map { objectIDs[$0] },
      truth: rows.compactMap { places[truth[$0]] },
      probabilities: ClassProbabilities(classCount: names.count, values: values))
  }
}
