import Vocabulary

extension ReviewSession {
  /// What a key does while a question is on the screen: a class's key answers, whatever else it is.
  enum Meaning {
    case answer(HuntClass)
    case command(ReviewCommand)
  }

  func meaning(of key: ReviewKey) -> Meaning? {
    if case .character(let character) = key,
      let chosen = classes.first(where: { $0.key == character })
    {
      return .answer(chosen)
    }
    return ReviewCommand.of(key).map(Meaning.command)
  }

  mutating func handleAsking(_ key: ReviewKey) -> [ReviewEffect] {
    // Keys typed ahead must not close the review before its end was seen.
    if mode == .finished, [.enter, .escape, .character("q")].contains(key) {
      return finish(.completed)
    }
    switch meaning(of: key) {
    case .answer(let chosen): return answer(with: chosen)
    case .command(let command): return perform(command)
    case nil: break
    }
    switch key {
    case .escape where place != .open && place != .nothing: return comeBack()
    case .paste: return say("pasted text answers nothing; press one key")
    case .character(let character) where mode == .asking:
      return say("\(character) is no key here; ? shows them all")
    default: return []
    }
  }

  mutating func perform(_ command: ReviewCommand) -> [ReviewEffect] {
    switch command {
    case .quit: return finish(.quit)
    case .help: return open(.help(line: 0))
    case .undo: return undo()
    case .redo: return redo()
    case .skip: return skip()
    case .back: return goBack()
    case .forward: return goForward()
    case .find: return open(.finding(LineEditor()))
    case .newClass:
      guard hasTarget else { return [] }
      // Room for "name=interest"; the name itself is checked when it is confirmed.
      return open(.naming(LineEditor(limit: 52)))
    case .note:
      guard hasTarget else { return [] }
      return open(.noting(LineEditor(limit: 500)))
    case .flag:
      guard let question, hasTarget else { return [] }
      return commit(.flag(question, !remarks.flagged.contains(question.galaxy)))
    case .zoomIn: return look { $0.zoom = min(8, $0.zoom * 2) }
    case .zoomOut: return look { $0.zoom = max(1, $0.zoom / 2) }
    case .stretch:
      return look { $0.stretch = Self.next($0.stretch, in: PictureView.Stretch.all, 1) }
    case .stretchBack:
      return look { $0.stretch = Self.next($0.stretch, in: PictureView.Stretch.all, -1) }
    case .nextSubject:
      return look { $0.subject = Self.next($0.subject, in: PictureView.Subject.allCases, 1) }
    case .previousSubject:
      return look { $0.subject = Self.next($0.subject, in: PictureView.Subject.allCases, -1) }
    }
  }

  /// Whether a galaxy is on the screen that something can be said of.
  private var hasTarget: Bool { place != .nothing && question != nil }

  mutating func answer(with chosen: HuntClass) -> [ReviewEffect] {
    guard hasTarget, let question else {
      return say(
        mode == .waiting
          ? "the next question is being chosen" : "nothing is asked; u takes back your last answer")
    }
    switch place {
    case .nothing: return []
    case .open, .lookedUp: return commit(.answer(question, chosen))
    case .entry(let entry):
      guard entry.label != chosen.id else {
        let effects = leave()
        message = "\(question.objectID) is \(chosen.name) already"
        return effects
      }
      return commit(.change(entry, question, to: chosen))
    }
  }

  mutating func answer(withNew wanted: NewClassEntry) -> [ReviewEffect] {
    guard let question else { return [] }
    switch place {
    case .nothing: return commit(.addClass(wanted))
    case .open, .lookedUp: return commit(.answerNew(question, wanted))
    case .entry(let entry): return commit(.changeNew(entry, question, to: wanted))
    }
  }

  private mutating func skip() -> [ReviewEffect] {
    guard let question else { return [] }
    switch place {
    case .nothing: return []
    case .open: return commit(.skip(question))
    // What was answered or skipped before stays as it is.
    case .entry:
      let name = answered?.name ?? "skipped"
      let effects = leave()
      message = "\(question.objectID) stays \(name)"
      return effects
    case .lookedUp: return comeBack()
    }
  }

  mutating func undo() -> [ReviewEffect] {
    let entries = history.undoable
    if let entry = entries.first, let former = entry.former {
      return commit(.swap(entry, by: former))
    }
    return entries.isEmpty ? say("nothing to undo") : commit(.undo(entries))
  }

  mutating func redo() -> [ReviewEffect] {
    let entries = history.redoable
    if let entry = entries.first, let changed = history.changed(by: entry) {
      return commit(.swap(changed, by: entry))
    }
    return entries.isEmpty ? say("nothing to redo") : commit(.redo(entries))
  }

  private mutating func look(_ change: (inout PictureView) -> Void) -> [ReviewEffect] {
    guard question != nil else { return [] }
    change(&view)
    return say("")
  }

  private static func next<T: Equatable>(_ value: T, in all: [T], _ step: Int) -> T {
    let index = all.firstIndex(of: value) ?? 0
    return all[(index + step + all.count) % all.count]
  }

  mutating func handleHelp(_ key: ReviewKey, _ line: Int) -> [ReviewEffect] {
    let last = max(0, helpExtent.lines - helpExtent.rows)
    let page = max(1, helpExtent.rows - 1)
    let target: Int
    switch key {
    case .up: target = line - 1
    case .down, .enter: target = line + 1
    case .pageUp: target = line - page
    case .pageDown, .character(" "): target = line + page
    case .home: target = 0
    case .end: target = last
    default:
      mode = beneath
      return [.draw]
    }
    mode = .help(line: min(max(0, target), last))
    return [.draw]
  }
}
