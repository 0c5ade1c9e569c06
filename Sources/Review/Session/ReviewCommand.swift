package import Vocabulary

/// What a key does in a review other than answering with a class.
package enum ReviewCommand: Sendable, CaseIterable {
  case skip, undo, redo, back, forward
  case newClass, flag, note, find
  case zoomIn, zoomOut, stretch, stretchBack, nextSubject, previousSubject
  case help, quit

  /// Its keys, the one that is shown first. Those that are no character can never be a class's.
  package var keys: [ReviewKey] {
    switch self {
    case .skip: [.character(" "), .character("s")]
    case .undo: [.character("u"), .control("u")]
    case .redo: [.control("r")]
    case .back: [.left]
    case .forward: [.right]
    case .newClass: [.character("n")]
    case .flag: [.character("f"), .control("f")]
    case .note: [.character(";"), .control("n")]
    case .find: [.character("/"), .control("_"), .control("g")]
    case .zoomIn: [.character("+"), .character("="), .pageUp]
    case .zoomOut: [.character("-"), .pageDown]
    case .stretch: [.tab]
    case .stretchBack: [.backTab]
    case .nextSubject: [.character("]"), .down]
    case .previousSubject: [.character("["), .up]
    case .help: [.character("?")]
    case .quit: [.character("q")]
    }
  }

  /// The command of a key that no class has.
  package static func of(_ key: ReviewKey) -> ReviewCommand? { byKey[key] }

  private static let byKey = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { command in command.keys.map { ($0, command) } })

  /// Its first key that is no class's: a class's key wins.
  package func key(besides classes: [HuntClass]) -> ReviewKey? {
    let taken = Set(classes.compactMap(\.key))
    return keys.first { key in
      if case .character(let character) = key { !taken.contains(character) } else { true }
    }
  }

  /// What it does, for the help; nil where another line says it.
  package var words: String? {
    switch self {
    case .skip: "skip: leave this galaxy without a class; it comes back before you are done"
    case .undo: "undo the last answer or skip, also of earlier evenings"
    case .redo: "redo what was undone last"
    case .back: "look back; a class's key then changes the answer"
    case .forward: "forward again"
    case .newClass:
      "new class: type its name, or name=0 for one you do not hunt;"
        + " Ctrl-X takes one without answers away"
    case .flag: "flag it for later, or take the flag away"
    case .note: "write a note on it"
    case .find: "find any galaxy by its id, and label it"
    case .zoomIn: "zoom in"
    case .zoomOut: "zoom out"
    case .stretch: "another stretch: asinh, linear, log, each band alone"
    case .stretchBack: nil
    case .nextSubject: "show the reconstruction, the residual, its neighbours, the batch"
    case .previousSubject: "the same backwards"
    case .help: "this help: arrows scroll, any other key goes back"
    case .quit: "quit; every answer is saved already"
    }
  }
}

extension ReviewKey {
  /// What the key is called on the screen; `nil` for what is no key.
  package var name: String? {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control("_"): "Ctrl-/"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .left: "←"
    case .right: "→"
    case .up: "↑"
    case .down: "↓"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PageUp"
    case .pageDown: "PageDown"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .paste, .reply, .interrupt, .endOfInput, .redraw, .other: nil
    }
  }
}

extension ReviewSession {
  /// The keys of all commands as they hold with the classes that there are.
  package var commandHelp: [(key: String, words: String)] {
    ReviewCommand.allCases.compactMap { command in
      guard let words = command.words, let key = command.key(besides: classes)?.name else {
        return nil
      }
      return (key, words)
    }
  }

  /// The keys of a page, which mean something else there.
  package var sheetHelp: [(key: String, words: String)] {
    let skip = ReviewCommand.skip.key(besides: classes)?.name ?? "space"
    let shared: [ReviewCommand] = [.undo, .redo, .newClass, .flag, .note, .help, .quit]
    return [
      ("Enter", "record the page: each galaxy as the line below it says"),
      ("arrows", "choose a galaxy; a class's key then says that it is of that class"),
      ("Tab", "choose the class of the page by its key"),
      (skip, "leave the galaxy open, or no longer"),
    ]
      + shared.compactMap { command in
        guard let words = command.words, let key = command.key(besides: classes)?.name else {
          return nil
        }
        return (key, words)
      }
  }
}
