package import TerminalGraphics

/// What text a terminal may be sent.
package struct TerminalStyle: Sendable, Equatable {
  /// Colours and bold.
  package let colour: Bool
  /// Cursor movement and clearing; without it each screen is printed below the last.
  package let cursor: Bool
  /// How many colours pictures may have.
  package let depth: ColourDepth
  /// Whether characters beyond ASCII arrive as such.
  package let unicode: Bool
  /// Whether text may be a link (OSC 8).
  package var links: Bool

  /// A style of its own; pictures in as many colours as there are unless `depth` says less.
  package init(
    colour: Bool, cursor: Bool, depth: ColourDepth? = nil, unicode: Bool = true, links: Bool = false
  ) {
    self.colour = colour
    self.cursor = cursor
    self.depth = depth ?? (colour ? .direct : .few)
    self.unicode = unicode
    self.links = links
  }

  /// FORCE_COLOR before NO_COLOR before TERM=dumb; the rest by COLORTERM, terminfo and locale.
  package init(
    environment: [String: String],
    describe: (String) -> TerminalDescription? = { _ in nil }
  ) {
    func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    let dumb = environment["TERM"] == "dumb" || !isSet("TERM")
    let forced = isSet("FORCE_COLOR") && environment["FORCE_COLOR"] != "0"
    let colour = forced || (!isSet("NO_COLOR") && !dumb)
    var depth = ColourDepth(environment: environment, describe: describe)
    switch environment["FORCE_COLOR"] {
    case "3": depth = .direct
    case "2": depth = max(depth, .indexed)
    default: break
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let encoding = locale?.lowercased().replacing("-", with: "")
    self.init(
      colour: colour, cursor: !dumb, depth: colour ? depth : .few,
      // Without any locale the terminal is most likely one of today's.
      unicode: encoding.map { $0.contains("utf8") } ?? true,
      links: !dumb && Self.hasLinks(environment))
  }

  /// The style of the terminal that an environment is of, terminfo asked where it has to be.
  package static func of(_ environment: [String: String]) -> TerminalStyle {
    TerminalStyle(environment: environment) {
      TerminalDescription(of: $0, environment: environment)
    }
  }

  /// Pictures made of text, as good as they can be.
  package var textPictures: PictureMethod {
    colour && unicode && depth > .few ? .blocks(depth) : .characters
  }

  /// Terminals that are known to have links; others may show the address, or rubbish.
  private static func hasLinks(_ environment: [String: String]) -> Bool {
    guard environment["TMUX"]?.isEmpty ?? true, environment["STY"]?.isEmpty ?? true else {
      return false
    }
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }) { return version >= 5000 }
    let terms = ["xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "wezterm", "contour"]
    let programs = ["iTerm.app", "WezTerm", "ghostty", "vscode", "Hyper"]
    return terms.contains(environment["TERM"] ?? "")
      || programs.contains(environment["TERM_PROGRAM"] ?? "")
      || environment["WT_SESSION"] != nil || environment["DOMTERM"] != nil
  }

  func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
