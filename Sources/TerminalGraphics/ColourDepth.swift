/// How many colours text may have on a terminal.
package enum ColourDepth: Int, Sendable, Comparable {
  /// Too few to draw a picture with.
  case few
  /// The 256 of xterm: a cube of 6×6×6 and 24 greys.
  case indexed
  /// Red, green and blue of eight bits each.
  case direct

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// What the environment says of the terminal, and the terminal's description where that is silent.
  ///
  /// - Parameter describe: Reads the description of a terminal by its name.
  package init(
    environment: [String: String],
    describe: (String) -> TerminalDescription? = { _ in nil }
  ) {
    let term = environment["TERM"] ?? ""
    let family = term.prefix { $0 != "-" && $0 != "." }
    let description = describe(term)
    let described: ColourDepth =
      if description?.hasDirectColour == true || term.hasSuffix("-direct") {
        .direct
      } else if (description?.colours ?? 0) >= 256 || term.hasSuffix("-256color") {
        .indexed
      } else {
        .few
      }
    // COLORTERM outlives the terminal that set it: it is inherited by what runs inside.
    let old: Set<Substring> = ["linux", "screen", "ansi", "cons25", "dumb", "sun", "cygwin"]
    if term.isEmpty || old.contains(family) || family.hasPrefix("vt") {
      self = described
      return
    }
    let claimed = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    let direct: Set<String> = [
      "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm", "contour",
    ]
    if claimed || direct.contains(term) {
      self = .direct
    } else if family == "xterm" || family == "mlterm" || family == "rxvt" {
      // Their descriptions say 8, for the sake of the oldest; they have had 256 for decades.
      self = max(.indexed, described)
    } else {
      self = described
    }
  }
}
