import Foundation
import Imaging

extension GalaxyTable {
  /// The data block of a page: columns as base64 of little-endian arrays, so that ten thousand
  /// galaxies are a few megabytes and no digit is lost.
  var block: String {
    JSONText.object([
      ("version", "1"), ("count", "\(count)"), ("ids", JSONText.strings(objectIDs)),
      ("columns", "[\(columns.map(\.block).joined(separator: ",\n"))]"),
      ("layouts", "[\(layouts.map(\.block).joined(separator: ",\n"))]"),
      ("thresholds", "[\(thresholds.map(\.block).joined(separator: ",\n"))]"),
      ("pictures", pictures?.block ?? "null"),
      (
        "links",
        "[\(SkyLink.templates.map { "[\(JSONText.string($0.name)),\(JSONText.string($0.address))]" }.joined(separator: ","))]"
      ),
    ])
  }
}

extension GalaxyTable.Column {
  fileprivate var block: String {
    var members = [("key", JSONText.string(key)), ("title", JSONText.string(title))]
    switch values {
    case .levels(let levels, let codes):
      members.append(("levels", JSONText.strings(levels)))
      members +=
        levels.count <= Int(Int8.max)
        ? [("type", "\"int8\""), ("values", JSONText.base64(codes.map { Int8($0) }))]
        : [("type", "\"int32\""), ("values", JSONText.base64(codes))]
    case .numbers(let values):
      // Single precision where it says the same.
      let short = values.map { Float($0) }
      let isShort = zip(values, short).allSatisfy { $0.isNaN || Double($1) == $0 }
      members +=
        isShort
        ? [("type", "\"float32\""), ("values", JSONText.base64(short))]
        : [("type", "\"float64\""), ("values", JSONText.base64(values))]
    }
    return JSONText.object(members)
  }
}

extension GalaxyTable.Layout {
  fileprivate var block: String {
    JSONText.object([
      ("key", JSONText.string(key)), ("title", JSONText.string(title)),
      ("words", JSONText.string(words)), ("x", JSONText.base64(points.map(\.x))),
      ("y", JSONText.base64(points.map(\.y))),
    ])
  }
}

extension ThresholdChoice {
  fileprivate var block: String {
    JSONText.object([
      ("name", JSONText.string(name)), ("column", JSONText.string(column)),
      ("truth", JSONText.string(truth)),
      ("levels", "[\(levels.map(String.init).joined(separator: ","))]"),
      ("leavesOutAnswered", "\(leavesOutAnswered)"),
    ])
  }
}
