import Vocabulary

/// What the head gave each class, as a question's row keeps it: `{"3":0.6,"reserve":0.4}`, each class
/// by its number.
struct StoredProbabilities {
  /// The key of what is left for kinds that are like no class; no class may be called so.
  static let reserveKey = "reserve"

  var classes: [HuntClass.ID: Double]
  var reserve: Double?

  init(_ classes: [HuntClass.ID: Double], reserve: Double?) {
    self.classes = classes
    self.reserve = reserve
  }

  /// What a question's row says, with merged classes as parts of those that took their places.
  ///
  /// - Throws: `StoreError.damagedRow` or `.unreadable` where a key is no class's number, or the text
  ///   no such object.
  init(
    _ row: StoredRow, column: Int, merged: [HuntClass.ID: HuntClass.ID]
  ) throws(StoreError) {
    guard let values: [String: Double] = try row.json(column) else { throw row.damaged(column) }
    self.init([:], reserve: values[Self.reserveKey])
    for (key, value) in values where key != Self.reserveKey {
      guard let id = HuntClass.ID(key) else { throw row.damaged(column) }
      classes[merged[id] ?? id, default: 0] += value
    }
  }

  /// The text that is stored.
  var text: String {
    get throws {
      var values = Dictionary(uniqueKeysWithValues: classes.map { (String($0), $1) })
      values[Self.reserveKey] = reserve
      return try StoredJSON.text(values)
    }
  }
}
