import Foundation

/// What tmux says of the terminal it runs in, and of what it lets through.
package struct Multiplexer: Sendable, Equatable {
  /// The outer terminal: its TERM, and what it calls itself.
  package let terminal: String
  /// What tmux takes the outer terminal to be able to do.
  package let features: Set<String>
  /// Whether programs may send to the outer terminal what tmux does not know.
  package let passesThrough: Bool

  /// Facts about a tmux and its terminal.
  package init(terminal: String, features: Set<String>, passesThrough: Bool) {
    (self.terminal, self.features, self.passesThrough) = (terminal, features, passesThrough)
  }

  /// Reads what the command of `question` prints.
  package init?(answer: String) {
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2 else { return nil }
    terminal = String(lines[0])
    features = Set(lines[1].split(separator: ",").map(String.init))
    passesThrough =
      lines.count > 2 && ["on", "all"].contains(lines[2].trimmingCharacters(in: .whitespaces))
  }

  /// What tmux is asked.
  package static func question(pane: String) -> [String] {
    let target = pane.isEmpty ? [] : ["-t", pane]
    return ["display-message", "-p"] + target
      + ["#{client_termname} #{client_termtype}\n#{client_termfeatures}", ";", "show", "-Apv"]
      + target + ["allow-passthrough"]
  }

  /// Whether the outer terminal draws kitty's placeholders; others with kitty's protocol don't.
  package var hasPlaceholders: Bool {
    let name = terminal.lowercased()
    return name.contains("kitty") || name.contains("ghostty")
  }

  /// A command that tmux hands to the terminal outside as it is.
  package static func wrapped(_ command: String) -> String {
    "\u{1B}Ptmux;" + command.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }
}
