import Store

/// Results that are written as of the pixels that galaxies have at the moment.
extension HuntStore {
  @discardableResult
  func writeEmbeddings(
    model: ModelRecord.ID, ids: [Int64], dimension: Int, values: [Float]
  ) throws(StoreError) -> Int {
    try writeEmbeddings(
      model: model, of: pixelRevisions(of: ids), dimension: dimension, values: values)
  }

  @discardableResult
  func writeScores(
    model: ModelRecord.ID, kind: String, ids: [Int64], values: [Double]
  ) throws(StoreError) -> Int {
    try writeScores(model: model, kind: kind, of: pixelRevisions(of: ids), values: values)
  }

  func writeShapes(
    ids: [Int64], version: Int, dimension: Int, values: [Float]
  ) throws(StoreError) {
    try writeShapes(
      of: pixelRevisions(of: ids), version: version, dimension: dimension, values: values)
  }

  func writePeaks(ids: [Int64], channels: Int, values: [Float]) throws(StoreError) {
    try writePeaks(of: pixelRevisions(of: ids), channels: channels, values: values)
  }
}
