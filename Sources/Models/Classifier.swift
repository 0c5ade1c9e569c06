private import Layers
package import Tensors

/// A trained classifier at work: pixels in, class probabilities out.
package struct Classifier {
  private let loaded: LoadedNetwork<ClassifierConfiguration>

  init(_ loaded: LoadedNetwork<ClassifierConfiguration>) { self.loaded = loaded }

  /// A stored classifier.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration: String, weights: [UInt8], device: Device = .cpu, precision: Precision = .auto
  ) throws {
    loaded = try LoadedNetwork(
      json: configuration, weights: weights, device: device, precision: precision)
  }

  package var configuration: ClassifierConfiguration { loaded.configuration }

  /// Class probabilities, `count × classes`, row-major.
  package func probabilities(_ cutouts: any CutoutSource) throws -> [Float] {
    try probabilities(cutouts, views: configuration.averagesSymmetries ? 8 : 1)
  }

  /// Class probabilities, the mean over so many of the square's symmetries.
  func probabilities(_ cutouts: any CutoutSource, views: Int) throws -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(cutouts.count * configuration.classNames.count)
    try loaded.forEachBatch(of: cutouts) { _, batch in
      let pictures = loaded.pictures(batch)
      let sum = (0..<views).map {
        loaded.network(SquareSymmetry.apply($0, to: pictures), .inference).softmax(1)
      }.reduce(nil as Tensor?) { total, one in total.map { $0 + one } ?? one }
      result += (sum! / Double(views)).array(of: Float.self)
    }
    return result
  }
}
