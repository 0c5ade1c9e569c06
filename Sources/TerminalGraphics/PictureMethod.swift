import Foundation

/// What a person asks for: how pictures are to be drawn.
package enum PictureChoice: String, Sendable, CaseIterable {
  /// The best that the terminal has.
  case auto
  /// Kitty's protocol.
  case kitty
  /// iTerm2's.
  case iterm
  /// Sixels.
  case sixel
  /// Block characters in colour.
  case blocks
  /// Characters with more or less ink.
  case characters
}

/// How pictures are drawn on a terminal.
package enum PictureMethod: Sendable, Equatable {
  /// Kitty's protocol.
  case kitty
  /// Kitty's placeholders inside tmux, their numbers as 24-bit or as one of 256 colours.
  case placeholders(ColourDepth)
  /// iTerm2's protocol.
  case iterm
  /// Sixels.
  case sixel
  /// Block characters in so many colours.
  case blocks(ColourDepth)
  /// Characters with more or less ink.
  case characters

  /// Whether the picture is made of text.
  package var isText: Bool {
    switch self {
    case .blocks, .characters: true
    case .kitty, .placeholders, .iterm, .sixel: false
    }
  }

  /// Chooses a method, and says in one line why it is none with pixels.
  ///
  /// - Parameters:
  ///   - choice: What the person asked for.
  ///   - text: What pictures of text would be drawn with.
  ///   - environment: The program's.
  ///   - abilities: What the terminal said of itself.
  ///   - multiplexer: What tmux said, nil outside of it.
  package static func chosen(
    _ choice: PictureChoice, text: PictureMethod, environment: [String: String],
    abilities: TerminalAbilities, multiplexer: Multiplexer?
  ) -> (method: PictureMethod, why: String) {
    let isInTmux = environment["TMUX"].map { !$0.isEmpty } ?? false
    let depth: ColourDepth = multiplexer?.features.contains("RGB") == true ? .direct : .indexed
    switch choice {
    case .characters: return (.characters, "")
    case .blocks:
      if case .blocks = text { return (text, "") }
      return (.blocks(.indexed), "")
    case .kitty: return (isInTmux ? .placeholders(depth) : .kitty, "")
    case .iterm: return (.iterm, "")
    case .sixel: return (.sixel, "")
    case .auto: break
    }
    if isInTmux {
      guard let multiplexer else {
        return (text, "tmux does not say what its terminal can draw")
      }
      if multiplexer.hasPlaceholders, multiplexer.passesThrough {
        return (.placeholders(depth), "")
      }
      if multiplexer.features.contains("sixel"), abilities.hasSixel { return (.sixel, "") }
      return (
        text,
        multiplexer.hasPlaceholders
          ? "tmux lets no pictures through: tmux set -p allow-passthrough on"
          : "tmux has no pictures that stay in their pane on this terminal"
      )
    }
    if environment["STY"].map({ !$0.isEmpty }) ?? false {
      return (text, "screen lets no pictures through")
    }
    if abilities.hasKitty { return (.kitty, "") }
    if isITerm(environment, abilities) { return (.iterm, "") }
    if abilities.hasSixel { return (.sixel, "") }
    return (
      text,
      abilities.hasAnswered
        ? "this terminal draws no pictures" : "the terminal did not say what it can draw"
    )
  }

  private static func isITerm(
    _ environment: [String: String], _ abilities: TerminalAbilities
  ) -> Bool {
    abilities.name.hasPrefix("iTerm2") || environment["TERM_PROGRAM"] == "iTerm.app"
      || environment["LC_TERMINAL"] == "iTerm2" || environment["TERM_PROGRAM"] == "WezTerm"
      || abilities.name.hasPrefix("WezTerm")
  }
}
