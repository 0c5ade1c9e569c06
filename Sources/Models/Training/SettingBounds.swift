/// Bounds of the settings in a model's file, which may come from anybody.
///
/// They are wide enough for whatever the program trains, and tight enough that what is made of the
/// settings can't crash it.
struct SettingBounds {
  /// Pixels along one side of a cutout.
  static let sizes = 16...1024

  static func check(
    _ name: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(ModelError) {
    guard range.contains(value) else {
      throw .setting(
        name, "\(value)", needed: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// A number that is not finite is in no range.
  static func check(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>
  ) throws(ModelError) {
    guard range.contains(value) else {
      throw .setting(
        name, "\(value)", needed: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  static func check(
    _ name: String, _ values: [Int], count: ClosedRange<Int>, each range: ClosedRange<Int>
  ) throws(ModelError) {
    guard count.contains(values.count), values.allSatisfy(range.contains) else {
      throw .setting(
        name, shortened("\(values.prefix(9))"),
        needed: "\(count.lowerBound) to \(count.upperBound) numbers from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
  }

  static func check(
    _ name: String, _ values: [Double], count: Int, each range: ClosedRange<Double>
  ) throws(ModelError) {
    guard values.count == count, values.allSatisfy(range.contains) else {
      throw .setting(
        name, shortened("\(values.prefix(9))"),
        needed: "\(count) numbers from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// Names that can be told apart and shown.
  static func checkClasses(_ names: [String], count: ClosedRange<Int>) throws(ModelError) {
    guard count.contains(names.count) else {
      throw .setting(
        "classNames", "\(names.count) names",
        needed: "\(count.lowerBound) to \(count.upperBound) names")
    }
    var seen: Set<String> = []
    for name in names {
      try checkText("classNames", name)
      guard seen.insert(name).inserted else {
        throw .setting("classNames", "'\(shortened(name))' twice", needed: "each name once")
      }
    }
  }

  static func checkText(_ setting: String, _ text: String) throws(ModelError) {
    let hasControls = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    guard !text.isEmpty, text.utf8.count <= 1000, !hasControls else {
      throw .setting(
        setting, "'\(shortened(text))'", needed: "a text of 1 to 1000 bytes that can be shown")
    }
  }

  /// What every kind of model has.
  static func checkCommon(_ settings: some ModelConfiguration) throws(ModelError) {
    try checkText("preset", settings.preset)
    try check("size", settings.size, sizes)
    guard settings.size.isMultiple(of: 16) else {
      throw .setting("size", "\(settings.size)", needed: "a multiple of 16")
    }
    try check("batchSize", settings.batchSize, 1...1 << 30)
    try check("epochs", settings.epochs, 0...1 << 30)
    try check("learningRate", settings.learningRate, 0...1e30)
    try check("weightDecay", settings.weightDecay, 0...1e6)
    try check("weightAveraging", settings.weightAveraging, 0...1)
    // What is one over it is still a float.
    let scales = 1e-37...1e37
    try check("softening", settings.preprocessing.softening, count: 3, each: scales)
    try check("channelMaximum", settings.preprocessing.channelMaximum, count: 3, each: scales)
  }

  private static func shortened(_ text: String) -> String {
    let shown = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(60).map {
          $0.properties.generalCategory == .control ? "\u{FFFD}" : $0
        }))
    return text.unicodeScalars.count > 60 ? shown + "…" : shown
  }
}

extension Augmentation {
  func checkBounds() throws(ModelError) {
    try SettingBounds.check("zoom", zoom, 0...10)
    try SettingBounds.check("shift", shift, 0...1)
  }
}

extension StrongAugmentation {
  func checkBounds() throws(ModelError) {
    try geometry.checkBounds()
    for (name, value) in [
      ("brightness", brightness), ("colour", colour), ("blurred", blurred), ("noise", noise),
      ("cutout", cutout),
    ] { try SettingBounds.check(name, value, 0...10) }
  }
}
