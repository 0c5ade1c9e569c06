/// Colours for one stream, or none.
///
/// `FORCE_COLOR` wins over `NO_COLOR`, that over `TERM=dumb`, and that over what the stream is.
struct Palette: Sendable {
  /// Whether escape sequences are written.
  let isEnabled: Bool

  /// Colours, or none, whatever the environment says.
  init(isEnabled: Bool) {
    self.isEnabled = isEnabled
  }

  /// Colours as the environment and the stream ask for.
  init(stream: any TextStream, environment: [String: String]) {
    if let force = environment["FORCE_COLOR"], !force.isEmpty {
      isEnabled = force != "0"
    } else if let none = environment["NO_COLOR"], !none.isEmpty {
      isEnabled = false
    } else if environment["TERM"] == "dumb" {
      isEnabled = false
    } else {
      isEnabled = stream.isTerminal
    }
  }

  /// Headings and names that matter.
  func bold(_ text: String) -> StyledText { StyledText(text, .bold) }
  /// What may be overlooked.
  func dim(_ text: String) -> StyledText { StyledText(text, .dim) }
  /// Done, healthy.
  func good(_ text: String) -> StyledText { StyledText(text, .good) }
  /// Worth a look.
  func warning(_ text: String) -> StyledText { StyledText(text, .warning) }
  /// Failed.
  func bad(_ text: String) -> StyledText { StyledText(text, .bad) }
  /// What the person is hunting for.
  func accent(_ text: String) -> StyledText { StyledText(text, .accent) }
}
