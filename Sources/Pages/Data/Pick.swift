/// Galaxies that a mark of a figure stands for, as conditions on the page's data block.
///
/// A figure puts it on its mark (`data-pick`); on the page a click then fills the gallery with them.
/// ```swift
/// Pick("Ring, answered spiral").where("known_class", 0).where("predicted", 3)
/// Pick("Confidence 0.4–0.5").where("confidence", above: 0.4, through: 0.5)
/// ```
struct Pick: Sendable, Equatable {
  /// What the gallery calls them.
  let name: String
  private var conditions: [String] = []

  init(_ name: String) { self.name = name }

  /// Those with one of these levels in a column of words; −1 stands for none.
  func `where`(_ key: String, _ levels: Int...) -> Pick {
    adding("[\(JSONText.string(key)),\"is\",\(levels.map(String.init).joined(separator: ","))]")
  }

  /// Those with this word in a column of words.
  func `where`(_ key: String, named word: String) -> Pick {
    adding("[\(JSONText.string(key)),\"named\",\(JSONText.string(word))]")
  }

  /// Those with any word in a column of words.
  func whereKnown(_ key: String) -> Pick { adding("[\(JSONText.string(key)),\"known\"]") }

  /// Those whose number is greater than `lower` and at most `upper`.
  func `where`(_ key: String, above lower: Double, through upper: Double) -> Pick {
    adding(
      "[\(JSONText.string(key)),\"in\",\(JSONText.number(lower)),\(JSONText.number(upper))]")
  }

  /// The attributes of the mark.
  var attributes: String {
    " data-pick=\"\("[\(conditions.joined(separator: ","))]".escaped)\""
      + " data-pick-name=\"\(name.escaped)\""
  }

  private func adding(_ condition: String) -> Pick {
    var copy = self
    copy.conditions.append(condition)
    return copy
  }
}
