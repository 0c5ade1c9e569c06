import Evaluation
import Models
import Store

/// What a classifier said of galaxies, before its temperature, kept beside the embeddings.
///
/// A classifier looks at eight views of each test galaxy, which takes longer than all else in its
/// report. Its training does it once; other pixels of a galaxy drop what was said of the old ones.
struct KeptProbabilities {
  let galaxies: [GalaxyPixels]
  let values: ClassProbabilities

  func keep(in store: HuntStore, model: ModelRecord.ID) throws {
    try store.writeEmbeddings(
      model: model, of: galaxies, dimension: values.classCount,
      values: values.values.map(Float.init))
  }
}

extension HuntStore {
  /// What a classifier says of galaxies, before its temperature: what is kept, and computed for the rest.
  ///
  /// - Parameter model: the classifier's number in the store.
  /// - Throws: `StoreError.altered` where what is kept are no probabilities.
  func uncalibrated(
    _ classifier: Classifier, model: ModelRecord.ID, _ cutouts: StoredCutouts
  ) throws -> ClassProbabilities {
    let classes = classifier.configuration.classNames.count
    let ids = cutouts.ids
    let known = try knownEmbeddings(model: model, of: ids, dimension: classes)
    var values = known.values
    let missing = Set(known.missing)
    for (place, galaxy) in ids.enumerated() where !missing.contains(place) {
      let row = values[place * classes..<(place + 1) * classes]
      guard row.allSatisfy({ (0...1).contains($0) }), abs(row.reduce(0, +) - 1) < 0.01 else {
        throw StoreError.altered(
          table: "embedding", row: "model \(model), galaxy \(galaxy)", column: "vector")
      }
    }
    if !missing.isEmpty {
      let rest = try classifier.uncalibrated(
        try StoredCutouts(self, ids: known.missing.map { ids[$0] }))
      for (index, place) in known.missing.enumerated() {
        values.replaceSubrange(
          place * classes..<(place + 1) * classes, with: rest.row(index).map(Float.init))
      }
    }
    return ClassProbabilities(classCount: classes, values: values)
  }
}
