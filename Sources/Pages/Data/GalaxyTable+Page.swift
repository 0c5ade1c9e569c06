import Foundation
import Imaging

extension GalaxyTable {
  /// The data block of a page: columns as base64 of little-endian arrays, so that ten thousand
  /// galaxies are a few megabytes and no digit is lost.
  var block: String {
    InlineJSON.object([
      ("version", "1"), ("count", "\(count)"), ("ids", InlineJSON.strings(objectIDs)),
      ("columns", "[\(columns.map(\.block).joined(separator: ",\n"))]"),
      ("layouts", "[\(layouts.map(\.block).joined(separator: ",\n"))]"),
      ("thresholds", "[\(thresholds.map(\.block).joined(separator: ",\n"))]"),
      ("pictures", pictures?.block ?? "null"),
      (
        "links",
        "[\(SkyLink.templates.map { "[\(InlineJSON.string($0.name)),\(InlineJSON.string($0.address))]" }.joined(separator: ","))]"
      ),
    ])
  }
}

extension GalaxyTable.Column {
  fileprivate var block: String {
    var members = [("key", InlineJSON.string(key)), ("title", InlineJSON.string(title))]
    switch values {
    case .levels(let levels, let codes):
      members.append(("levels", InlineJSON.strings(levels)))
      members +=
        levels.count <= Int(Int8.max)
        ? [("type", "\"int8\""), ("values", InlineJSON.base64(codes.map { Int8($0) }))]
        : [("type", "\"int32\""), ("values", InlineJSON.base64(codes))]
    case .numbers(let values):
      // Single precision where it says the same.
      let short = values.map { Float($0) }
      let isShort = zip(values, short).allSatisfy { $0.isNaN || Double($1) == $0 }
      members +=
        isShort
        ? [("type", "\"float32\""), ("values", InlineJSON.base64(short))]
        : [("type", "\"float64\""), ("values", InlineJSON.base64(values))]
    }
    return InlineJSON.object(members)
  }
}

extension GalaxyTable.Layout {
  fileprivate var block: String {
    InlineJSON.object([
      ("key", InlineJSON.string(key)), ("title", InlineJSON.string(title)),
      ("words", InlineJSON.string(words)), ("x", InlineJSON.base64(points.map(\.x))),
      ("y", InlineJSON.base64(points.map(\.y))),
    ])
  }
}

extension ThresholdChoice {
  fileprivate var block: String {
    InlineJSON.object([
      ("name", InlineJSON.string(name)), ("column", InlineJSON.string(column)),
      ("truth", InlineJSON.string(truth)),
      ("levels", "[\(levels.map(String.init).joined(separator: ","))]"),
      ("leavesOutAnswered", "\(leavesOutAnswered)"),
    ])
  }
}
