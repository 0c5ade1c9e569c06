package import Vocabulary

/// What came of what the session asked for.
extension ReviewSession {
  /// The pending commit is on disk.
  package mutating func committed(_ receipt: ReviewReceipt) -> [ReviewEffect] {
    guard let commit = pending else { return [] }
    pending = nil
    switch commit {
    case .answer(let question, _), .answerNew(let question, _), .skip(let question):
      believed[question.id] = belief(of: question)
    default: break
    }
    let added = takeIn(receipt.added)
    switch commit {
    case .answer(let question, let chosen):
      return record(receipt, question, as: added ?? chosen)
    case .answerNew(let question, _):
      return record(
        receipt, question, as: added,
        saying: announcement(added).map { "\(question.objectID): \($0)" })
    case .skip(let question):
      return record(receipt, question, as: nil)
    case .change(let entry, let question, let chosen):
      return record(receipt, question, as: added ?? chosen, insteadOf: entry)
    case .changeNew(let entry, let question, _):
      return record(
        receipt, question, as: added, insteadOf: entry,
        saying: announcement(added).map { "\(question.objectID): \($0)" })
    case .swap(let entry, let other):
      return swap(entry, other, receipt)
    case .undo(let entries):
      return takeBack(entries, now: receipt.questions)
    case .redo(let entries):
      return answerAgain(entries, receipt.entries)
    case .page(let answers):
      return record(answers, receipt)
    case .addClass:
      if let added { markOnPage(as: added) }
      return say(announcement(added) ?? "")
    case .removeClass(let gone):
      classes.removeAll { $0.id == gone.id }
      return say("the class \(gone.name) is gone")
    case .flag(let question, let isFlagged):
      if isFlagged {
        remarks.flagged.insert(question.galaxy)
      } else {
        remarks.flagged.remove(question.galaxy)
      }
      return say("\(question.objectID) is \(isFlagged ? "flagged for later" : "no longer flagged")")
    case .note(let question, let text):
      remarks.notes[question.galaxy, default: []].append(text)
      return say("noted on \(question.objectID)")
    }
  }

  /// The pending commit failed: the question stays and the reason is shown.
  package mutating func failed(_ reason: String) -> [ReviewEffect] {
    guard pending != nil else { return [] }
    pending = nil
    return say("not recorded: \(reason)")
  }

  /// The pending commit came too late: somebody else has answered, and the next question follows.
  package mutating func overtaken(_ by: ReviewTally.Overtaken) -> [ReviewEffect] {
    guard let commit = pending else { return [] }
    pending = nil
    overtaken.append(by)
    if case .redo(let entries) = commit { history.forget(entries) }
    let index = indexOfShown
    // By the numbers of what was committed: another catalog may have the same object id.
    let asked: [Question] =
      switch commit {
      case .answer(let question, _), .answerNew(let question, _), .skip(let question): [question]
      case .page(let answers): answers.map(\.question)
      case .redo(let entries): entries.compactMap { known[$0.question ?? 0] }
      default: []
      }
    let gone = asked.filter { $0.objectID == by.objectID }.map(\.id)
    elsewhere.removeAll { gone.contains($0.id) }
    drop { gone.contains($0) }
    if case .page(let answers) = commit {
      refillPage()
      lostOfPage.append(by)
      // The rest of the page is what the person said of it, and goes on its way.
      let rest = answers.filter { !gone.contains($0.question.id) }
      if !rest.isEmpty, rest.count < answers.count { return self.commit(.page(rest)) }
    } else {
      showNext(at: index)
    }
    return say(
      "\(by.objectID) was answered meanwhile by \(by.annotator): \(by.className ?? "skipped")")
  }

  /// What the pending commit is about is no longer there: an entry that was taken back elsewhere, a
  /// question that was withdrawn.
  package mutating func outdated(_ reason: String) -> [ReviewEffect] {
    guard let commit = pending else { return [] }
    pending = nil
    let index = indexOfShown
    switch commit {
    case .undo(let entries), .redo(let entries): history.forget(entries)
    case .change(let entry, _, _), .changeNew(let entry, _, _), .swap(let entry, _):
      history.forget([entry])
      _ = comeBack()
    case .answer(let question, _), .answerNew(let question, _), .skip(let question):
      drop { $0 == question.id }
      showNext(at: index)
    case .page(let answers):
      drop { id in answers.contains { $0.question.id == id } }
      showPage()
    case .addClass, .removeClass, .flag, .note: break
    }
    return say("not recorded: \(reason)")
  }

  /// The galaxy that was sought.
  package mutating func found(_ found: Question) -> [ReviewEffect] {
    guard let sought = seeking else { return [] }
    seeking = nil
    if case .entry(let entry) = sought {
      show(found, as: .entry(entry))
    } else if let open = questions.first(where: { $0.galaxy == found.galaxy }) {
      show(open, as: .open)
    } else if let entry = history.standing.last(where: {
      $0.galaxy == found.galaxy && $0.question == found.asked
    }) {
      show(found, as: .entry(entry))
    } else {
      show(found, as: .lookedUp)
    }
    return say("")
  }

  /// The galaxy that was sought is not there.
  package mutating func notFound(_ reason: String) -> [ReviewEffect] {
    guard let sought = seeking else { return [] }
    seeking = nil
    // The id can be mended where it was typed.
    if case .objectID(let text) = sought { mode = .finding(LineEditor(text)) }
    return say(reason)
  }

  /// The question on the screen among the open ones, or the one it would come back to.
  private var indexOfShown: Int {
    questions.firstIndex { $0.id == question?.id } ?? questions.firstIndex { $0.id == front } ?? 0
  }

  private mutating func record(
    _ receipt: ReviewReceipt, _ question: Question, as said: HuntClass?,
    insteadOf former: ReviewEntry? = nil, saying text: String? = nil
  ) -> [ReviewEffect] {
    let index = indexOfShown
    let chosen = current(said?.id) ?? said
    let entry = ReviewEntry(
      id: receipt.entry, galaxy: question.galaxy, question: former?.question ?? question.asked,
      label: chosen?.id, dwell: receipt.dwell)
    if let former {
      history.change(former, to: entry)
      count(former.label, -1)
    } else {
      history.add(entry)
      if question.isLookedUp || !question.isOpen { count(question.label, -1) }
    }
    count(chosen?.id, 1)
    elsewhere.removeAll { $0.id == question.id }
    drop { $0 == question.id }
    // From an earlier answer or a galaxy that was looked up, back to where the person was.
    if place == .open { showNext(at: index) } else { _ = comeBack() }
    return say(text ?? "\(question.objectID): \(chosen?.name ?? "skipped")")
  }

  /// - Parameter now: The questions as they are once the entries are taken back.
  private mutating func takeBack(_ entries: [ReviewEntry], now: [Question]) -> [ReviewEffect] {
    var questions: [Question] = []
    for entry in entries {
      history.takeBack(entry)
      count(entry.label, -1)
      undone += 1
      let isReask = (entry.question ?? 0) < 0
      let read = now.first { !isReask && $0.galaxy == entry.galaxy }
      if let question = read ?? known[entry.question ?? .min + entry.galaxy] {
        count(read?.label, 1)
        known[question.id] = question
        questions.insert(question, at: 0)
      }
    }
    let open = questions.filter { $0.isOpen && !$0.isLookedUp }
    drop { id in open.contains { $0.id == id } }
    self.questions.insert(contentsOf: open, at: 0)
    for question in open { leftOpen.remove(question.id) }
    let names = questions.prefix(3).map(\.objectID).joined(separator: ", ")
    if pageSize > 0, !open.isEmpty {
      showPage(marking: entries)
    } else if let first = open.first {
      show(first, as: .open)
    } else if let first = questions.first {
      show(first, as: .lookedUp)
    }
    return say("took back \(names)\(questions.count > 3 ? ", … (\(questions.count))" : "")")
  }

  /// A change was undone, or done anew.
  private mutating func swap(
    _ entry: ReviewEntry, _ other: ReviewEntry, _ receipt: ReviewReceipt
  ) -> [ReviewEffect] {
    count(entry.label, -1)
    count(other.label, 1)
    let isUndo = entry.former == other
    undone = isUndo ? undone + 1 : max(0, undone - 1)
    history.change(entry, to: other.again(as: receipt.entry))
    let label = current(other.label)?.name ?? "skipped"
    let stands = history.standing.first { $0.id == receipt.entry && $0.galaxy == entry.galaxy }
    guard let question = receipt.questions.first ?? known[entry.question ?? .min + entry.galaxy],
      let stands
    else { return say("\(label) again") }
    show(question, as: .entry(stands))
    return say("\(question.objectID) is \(label) again")
  }

  private mutating func answerAgain(_ entries: [ReviewEntry], _ ids: [Int64]) -> [ReviewEffect] {
    let index = indexOfShown
    let shown = place == .open ? question?.id : front
    for (entry, id) in zip(entries, ids) {
      history.add(entry.again(as: id))
      count(entry.label, 1)
      drop { $0 == entry.question }
    }
    undone = max(0, undone - entries.count)
    if sheet == nil {
      showNext(at: questions.firstIndex { $0.id == shown } ?? index)
    } else {
      refillPage()
    }
    let label = current(entries.first?.label)?.name ?? "skipped"
    let name = entries.first.flatMap { known[$0.question ?? .min + $0.galaxy] }?.objectID
    return say(
      entries.count > 1
        ? "answered \(entries.count) again" : "again \(name.map { "\($0): " } ?? "")\(label)")
  }

  private mutating func record(
    _ answers: [SheetAnswer], _ receipt: ReviewReceipt
  ) -> [ReviewEffect] {
    let ids = receipt.entries
    let page = ids.count > 1 ? ids.first.map { "page \($0)" } : nil
    for (answer, id) in zip(answers, ids) {
      history.add(
        ReviewEntry(
          id: id, galaxy: answer.question.galaxy, question: answer.question.asked,
          label: answer.chosen.id, dwell: receipt.dwell, page: page))
      count(answer.chosen.id, 1)
    }
    let left = sheet?.leftOpen ?? []
    leftOpen.formUnion(left)
    questions.removeAll { question in answers.contains { $0.question.id == question.id } }
    showPage()
    let lost = lostOfPage
    return say(
      "\(answers.count) answered" + (left.isEmpty ? "" : ", \(left.count) left open")
        + (lost.isEmpty ? "" : "; \(lost.count) were answered meanwhile by \(lost[0].annotator)"))
  }

  /// Lists a class that was made, and gives it as it is listed.
  private mutating func takeIn(_ added: HuntClass?) -> HuntClass? {
    guard var added else { return nil }
    if let known = classes.first(where: { $0.id == added.id }) { return known }
    added.answers = 0
    classes.append(added)
    return added
  }

  private func announcement(_ added: HuntClass?) -> String? {
    added.map { "new class \($0.name)\($0.key.map { " (\($0))" } ?? "")" }
  }

  private mutating func count(_ label: HuntClass.ID?, _ change: Int) {
    guard let id = current(label)?.id, let index = classes.firstIndex(where: { $0.id == id })
    else { return }
    classes[index].answers += change
  }
}
