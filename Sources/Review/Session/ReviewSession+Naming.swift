import Store
import Vocabulary

/// The prompts: a new class, a note, an object id.
extension ReviewSession {
  /// The line that is being typed, with what it is for; nil while none is.
  package var prompt: (label: String, line: LineEditor)? {
    switch mode {
    case .naming(let line): ("name of the new class: ", line)
    case .noting(let line): ("note: ", line)
    case .finding(let line): ("object id: ", line)
    default: nil
    }
  }

  mutating func handleNaming(_ key: ReviewKey, _ line: LineEditor) -> [ReviewEffect] {
    var line = line
    if line.handle(key) {
      mode = .naming(line)
      return say("")
    }
    switch key {
    case .escape: return close(saying: "no class added")
    case .enter: return named(line)
    case .control("x"): return remove(named: line.text)
    default: return []
    }
  }

  private mutating func named(_ line: LineEditor) -> [ReviewEffect] {
    if line.isBlank { return close(saying: "no class added") }
    do {
      let wanted = try NewClassEntry(line.text)
      if let known = ClassDirectory(classes)[wanted.name] {
        mode = beneath
        return use(known)
      }
      if let known = NearMiss.class(like: wanted.name, among: classes) {
        mode = .doubting(wanted, like: known)
        return say("")
      }
      mode = beneath
      return use(wanted)
    } catch .invalidClassName(_, let reason) {
      // The name itself is still to be seen, and a window may be narrow.
      return say("no name: \(reason)")
    } catch {
      return say("\(error)")
    }
  }

  mutating func handleDoubting(
    _ key: ReviewKey, _ wanted: NewClassEntry, like known: HuntClass
  ) -> [ReviewEffect] {
    switch key {
    case .enter, .character("y"):
      mode = beneath
      return use(known)
    case .character("n"):
      mode = beneath
      return use(wanted)
    case .escape, .backspace:
      mode = .naming(LineEditor(wanted.text, limit: 52))
      return say("")
    default: return []
    }
  }

  private mutating func use(_ known: HuntClass) -> [ReviewEffect] {
    guard mode == .sheet else { return answer(with: known) }
    markOnPage(as: known)
    return say("")
  }

  private mutating func use(_ wanted: NewClassEntry) -> [ReviewEffect] {
    mode == .sheet ? commit(.addClass(wanted)) : answer(withNew: wanted)
  }

  /// Takes a class without answers away.
  private mutating func remove(named text: String) -> [ReviewEffect] {
    guard let name = try? NewClassEntry(text).name, let known = ClassDirectory(classes)[name] else {
      return say("type the name of the class that is to go")
    }
    guard known.answers == 0 else {
      return say("\(known.name) stays: \(known.answers) galaxies carry it")
    }
    mode = beneath
    return commit(.removeClass(known))
  }

  mutating func handleNoting(_ key: ReviewKey, _ line: LineEditor) -> [ReviewEffect] {
    var line = line
    if line.handle(key) {
      mode = .noting(line)
      return say("")
    }
    switch key {
    case .escape: return close(saying: "nothing noted")
    case .enter:
      guard let question, !line.isBlank else { return close(saying: "nothing noted") }
      mode = beneath
      return commit(.note(question, line.text))
    default: return []
    }
  }

  mutating func handleFinding(_ key: ReviewKey, _ line: LineEditor) -> [ReviewEffect] {
    var line = line
    if line.handle(key) {
      mode = .finding(line)
      return say("")
    }
    switch key {
    case .escape: return close(saying: "")
    case .enter:
      let id = String(
        line.text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      guard !id.isEmpty else { return close(saying: "") }
      mode = beneath
      seeking = .objectID(id)
      return [.seek(.objectID(id))]
    default: return []
    }
  }

  private mutating func close(saying text: String) -> [ReviewEffect] {
    mode = beneath
    return say(text)
  }
}
