/// What a terminal may be sent.
package struct TerminalStyle: Sendable, Equatable {
  /// Colours and bold.
  package let colour: Bool
  /// Cursor movement and clearing; without it each screen is printed below the last.
  package let cursor: Bool

  /// A style of its own.
  package init(colour: Bool, cursor: Bool) {
    self.colour = colour
    self.cursor = cursor
  }

  /// FORCE_COLOR before NO_COLOR before TERM=dumb; everything else has both.
  package init(environment: [String: String]) {
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    let dumb = environment["TERM"] == "dumb" || !isSet("TERM")
    let forced = isSet("FORCE_COLOR") && environment["FORCE_COLOR"] != "0"
    self.init(colour: forced || (!isSet("NO_COLOR") && !dumb), cursor: !dumb)
  }

  func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
