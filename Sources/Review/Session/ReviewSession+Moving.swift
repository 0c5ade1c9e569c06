package import Vocabulary

/// The way from one galaxy to the next: what the person answered, oldest first, then what is open.
extension ReviewSession {
  /// The question that will most likely follow the one on the screen, whose picture can be made ready.
  package var upcoming: Question? {
    guard let index = questions.firstIndex(where: { $0.id == front }) else {
      return questions.first
    }
    if place != .open { return questions[index] }
    return questions.count > 1 ? questions[(index + 1) % questions.count] : nil
  }

  /// The open question on the screen, or that the person comes back to, and those that follow it.
  package func ahead(_ count: Int) -> [Question] {
    if isOnSheet, let sheet { return sheet.questions }
    let index = questions.firstIndex { $0.id == front } ?? 0
    return (0..<min(count, questions.count)).map { questions[(index + $0) % questions.count] }
  }

  /// Takes in a question that was chosen meanwhile.
  package mutating func add(_ question: Question) -> [ReviewEffect] {
    guard !isKept(question) else { return [] }
    known[question.id] = question
    questions.append(question)
    // Its round grows with it.
    roundSizes[question.round] = max(roundSizes[question.round] ?? 0, question.position)
    return goOnWaiting()
  }

  /// No more questions will be added.
  package mutating func noMore() -> [ReviewEffect] {
    expectsMore = false
    return goOnWaiting()
  }

  /// Takes in what the head has learned: what is open follows its order, behind the question on the
  /// screen.
  package mutating func believe(_ beliefs: ReviewBeliefs) -> [ReviewEffect] {
    guard isNews(beliefs) else { return [] }
    self.beliefs = beliefs
    let rank = Dictionary(
      beliefs.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // What the head says nothing of keeps its place.
    let slots = questions.indices.filter {
      questions[$0].id != front && rank[questions[$0].id] != nil
    }
    let ordered = slots.map { questions[$0] }.sorted { rank[$0.id]! < rank[$1.id]! }
    for (slot, question) in zip(slots, ordered) { questions[slot] = question }
    if let index = questions.firstIndex(where: { $0.id == front }) {
      questions.insert(questions.remove(at: index), at: 0)
    }
    return [.draw]
  }

  /// Leaves out questions that somebody else is at; those of them that no longer wait don't come back.
  package mutating func passOver(
    _ others: Set<Question.ID>, gone: Set<Question.ID> = []
  ) -> [ReviewEffect] {
    guard !others.isEmpty else { return [] }
    elsewhere += questions.filter { others.contains($0.id) && !gone.contains($0.id) }
    let isShown = place == .open && question.map { others.contains($0.id) } == true
    drop { others.contains($0) }
    if isShown {
      showNext()
      // It is not this person's to answer, so it doesn't stay on the screen either.
      if place == .nothing { question = nil }
    }
    return [.draw]
  }

  /// Tries anew what somebody else was at; whether there was any.
  package mutating func takeElsewhere() -> Bool {
    guard !elsewhere.isEmpty else { return false }
    questions += elsewhere
    elsewhere = []
    if mode == .finished || mode == .waiting { showNext() }
    return true
  }

  /// Shows the open question at an index, or the first where there is none; then what was skipped;
  /// then nothing.
  mutating func showNext(at index: Int = 0) {
    if pageSize > 0 {
      showPage()
    } else if !questions.isEmpty {
      show(questions[index < questions.count ? index : 0], as: .open)
    } else if expectsMore {
      place = .nothing
      mode = .waiting
    } else if let entry = skippedBefore, let question = known[entry.question ?? 0] {
      returned.insert(entry.galaxy)
      show(question, as: .entry(entry))
    } else {
      place = .nothing
      mode = .finished
    }
  }

  mutating func show(_ question: Question, as place: Place) {
    if question.id != self.question?.id {
      view.subject = .galaxy
      view.zoom = 1
    }
    known[question.id] = question
    self.question = question
    self.place = place
    mode = .asking
    if place == .open { front = question.id }
  }

  /// Back to the open question that was left.
  mutating func comeBack() -> [ReviewEffect] {
    if let page = sheet {
      (question, place, mode) = (page.marked, .open, .sheet)
      return say("")
    }
    showNext(at: questions.firstIndex { $0.id == front } ?? 0)
    return say("")
  }

  /// From something answered before to what follows; what was skipped and came back is done with.
  mutating func leave() -> [ReviewEffect] {
    guard case .entry(let entry) = place else { return comeBack() }
    return returned.contains(entry.galaxy) && entry.label == nil ? comeBack() : goForward()
  }

  mutating func goBack() -> [ReviewEffect] {
    switch place {
    case .open:
      if let index = questions.firstIndex(where: { $0.id == question?.id }), index > 0 {
        show(questions[index - 1], as: .open)
        return say("")
      }
      return goTo(history.standing.last)
    case .entry(let entry):
      let index = history.standing.firstIndex { $0.isSame(as: entry) } ?? 0
      return index > 0 ? goTo(history.standing[index - 1]) : say("that was your first answer")
    case .lookedUp: return comeBack()
    case .nothing: return goTo(history.standing.last)
    }
  }

  mutating func goForward() -> [ReviewEffect] {
    switch place {
    case .open:
      guard let index = questions.firstIndex(where: { $0.id == question?.id }),
        index + 1 < questions.count
      else { return say("that is the last open question") }
      show(questions[index + 1], as: .open)
      return say("")
    case .entry(let entry):
      let next = (history.standing.firstIndex { $0.isSame(as: entry) } ?? 0) + 1
      return history.standing.indices.contains(next) ? goTo(history.standing[next]) : comeBack()
    case .lookedUp: return comeBack()
    case .nothing: return []
    }
  }

  private mutating func goTo(_ entry: ReviewEntry?) -> [ReviewEffect] {
    guard let entry else { return say("nothing was answered before") }
    guard let question = known[entry.question ?? .min + entry.galaxy] else {
      seeking = .entry(entry)
      return [.seek(.entry(entry))]
    }
    show(question, as: .entry(entry))
    return say("")
  }

  /// Leaves open questions out.
  mutating func drop(_ isGone: (Question.ID) -> Bool) {
    questions.removeAll { isGone($0.id) }
    if let page = sheet { sheet = page.without(isGone) }
  }

  /// The skip of this session that has not come back yet, the first of them.
  private var skippedBefore: ReviewEntry? {
    history.standing.first {
      $0.isOfSession && $0.label == nil && !returned.contains($0.galaxy)
        && known[$0.question ?? 0] != nil
    }
  }

  private func isKept(_ question: Question) -> Bool {
    questions.contains { $0.id == question.id } || elsewhere.contains { $0.id == question.id }
      || history.standing.contains { $0.question == question.id }
  }

  private mutating func goOnWaiting() -> [ReviewEffect] {
    if mode == .waiting {
      showNext()
      return [.draw]
    }
    // A prompt or the help lies above; what is beneath is shown when it is closed.
    if beneath == .waiting {
      let above = mode
      showNext()
      (beneath, mode) = (mode, above)
    }
    return []
  }
}
