import Store

extension ReviewSession {
  mutating func handleNaming(_ key: ReviewKey, _ text: String) -> [ReviewEffect] {
    switch key {
    case .character(let character): return edit(text + String(character))
    case .paste(let pasted):
      return edit(text + pasted.split(whereSeparator: \.isNewline).joined(separator: " "))
    case .backspace: return edit(String(text.dropLast()))
    case .clearLine: return edit("")
    case .escape:
      mode = .asking
      return say("no class added")
    case .enter: return named(text)
    default: return []
    }
  }

  private mutating func edit(_ text: String) -> [ReviewEffect] {
    // Room for "name=interest"; the name itself is checked when it is confirmed.
    mode = .naming(text: String(text.prefix(ClassName.longest + 12)))
    return say("")
  }

  private mutating func named(_ text: String) -> [ReviewEffect] {
    guard let question else { return finish(.completed) }
    if text.allSatisfy(\.isWhitespace) {
      mode = .asking
      return say("no class added")
    }
    do {
      let wanted = try NewClassEntry(text)
      mode = .asking
      if let known = ClassDirectory(classes)[wanted.name] {
        return commit(.answer(question, known))
      }
      return commit(.answerNew(question, wanted))
    } catch {
      return say("\(error)")
    }
  }
}
