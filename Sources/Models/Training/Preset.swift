/// A name that stands for an architecture and its settings.
///
/// Every kind of model lists its own in one place, its configuration's `presets`; the first is the
/// default. What a person sets on the command line comes on top.
package struct Preset<Settings>: Sendable {
  package let name: String
  /// What it is for, in a few words.
  package let summary: String
  /// Changes the default settings to its own.
  let adjust: @Sendable (inout Settings) -> Void

  init(
    _ name: String, _ summary: String,
    adjust: @escaping @Sendable (inout Settings) -> Void = { _ in }
  ) {
    self.name = name
    self.summary = summary
    self.adjust = adjust
  }
}
