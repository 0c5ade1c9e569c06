package import Evaluation
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

  /// Class probabilities, `count × classes`, row-major, at the temperature that makes them honest.
  package func probabilities(_ cutouts: any CutoutSource) throws -> [Float] {
    let plain = try uncalibrated(cutouts)
    guard configuration.temperature != 1 else { return plain.values.map(Float.init) }
    return TemperatureScaling.scaled(plain, by: configuration.temperature).values.map(Float.init)
  }

  /// Class probabilities as the network gives them, before the temperature.
  package func uncalibrated(_ cutouts: any CutoutSource) throws -> ClassProbabilities {
    try uncalibrated(cutouts, views: configuration.averagesSymmetries ? 8 : 1)
  }

  /// The same as a mean over so many of the square's symmetries.
  ///
  /// - Parameter known: the cutouts' measured shapes [N, columns], where they are at hand.
  func uncalibrated(
    _ cutouts: any CutoutSource, views: Int, known: Tensor? = nil
  ) throws -> ClassProbabilities {
    var result: [Float] = []
    result.reserveCapacity(cutouts.count * configuration.classNames.count)
    try loaded.forEachBatch(of: cutouts) { range, batch in
      // The measured shape is the same in every view.
      let columns = configuration.shapeColumns
      let shapes =
        columns > 0
        ? try known?.sliced(0, range) ?? loaded.shapes(batch, columns: columns) : nil
      let sum = loaded.views(batch.cutouts).prefix(views).map {
        loaded.network($0, shapes: shapes, .inference).softmax(1)
      }.reduce(nil as Tensor?) { total, one in total.map { $0 + one } ?? one }
      result += (sum! / Double(views)).array(of: Float.self)
    }
    return ClassProbabilities(classCount: configuration.classNames.count, values: result)
  }

  /// Pixels along one side of a thumbnail.
  package static let thumbnailSide = 16

  /// Pictures as the network sees them, averaged to `thumbnailSide` × `thumbnailSide` in each of the
  /// three bands: `count × 768` numbers, row by row.
  ///
  /// - Throws: `ModelError.cutoutSize` or `.cutoutFormat` where the model learned from others.
  package func thumbnails(_ cutouts: any CutoutSource) throws -> [Float] {
    let factor = max(1, configuration.size / Self.thumbnailSide)
    var values: [Float] = []
    try loaded.forEachBatch(of: cutouts) { _, batch in
      let pictures = loaded.pictures(batch.cutouts).cast(to: .float32)
      values += pictures.averagePooled(factor, stride: factor).contiguous().array(of: Float.self)
    }
    return values
  }
}
