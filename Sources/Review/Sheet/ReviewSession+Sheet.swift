import Vocabulary

/// Sheet mode: page after page.
extension ReviewSession {
  /// How many galaxies a row of the page has, which arrows need to know.
  package mutating func laySheet(columns: Int) { sheet?.columns = max(1, columns) }

  mutating func handleSheet(_ key: ReviewKey) -> [ReviewEffect] {
    guard var page = sheet else { return finish(.completed) }
    switch key {
    case .enter:
      guard page.usual != nil else { return say("choose the class of the page by its key first") }
      guard !page.answers.isEmpty else {
        leftOpen.formUnion(page.leftOpen)
        showPage()
        return say("all left open")
      }
      lostOfPage = []
      return commit(.page(page.answers))
    case .tab: page.isChoosing = page.usual == nil || !page.isChoosing
    case .escape: page.isChoosing = page.usual == nil
    case .left: page.move(-1)
    case .right: page.move(1)
    case .up: page.move(-page.columns)
    case .down: page.move(page.columns)
    case .home: page.cursor = 0
    case .end: page.cursor = max(0, page.questions.count - 1)
    default: return handleSheetMeaning(of: key, page)
    }
    return keep(page)
  }

  private mutating func handleSheetMeaning(of key: ReviewKey, _ page: SheetPage) -> [ReviewEffect] {
    var page = page
    switch meaning(of: key) {
    case .answer(let chosen):
      page.mark(as: chosen)
      return keep(page)
    case .command(.skip):
      page.toggleOpen()
      return keep(page)
    case .command(let command)
    where [.undo, .redo, .newClass, .flag, .note, .help, .quit].contains(command):
      return perform(command)
    case .command: return say("that is for one galaxy at a time, not for a page")
    case nil:
      if case .character(let character) = key { return say("\(character) is no key here") }
      return []
    }
  }

  /// Marks the galaxy at the cursor, or the page.
  mutating func markOnPage(as chosen: HuntClass) {
    sheet?.mark(as: chosen)
    question = sheet?.marked
  }

  private mutating func keep(_ page: SheetPage) -> [ReviewEffect] {
    sheet = page
    question = page.marked
    return say("")
  }

  /// Shows the next page of what is open and was not left open; then nothing.
  ///
  /// - Parameter entries: What was taken back and is marked as it was.
  mutating func showPage(marking entries: [ReviewEntry] = []) {
    let next = questions.filter { !leftOpen.contains($0.id) }
    let taken = entries.compactMap { entry in next.first { $0.id == entry.question } }
    let size = max(1, pageSize)
    guard !next.isEmpty else {
      (sheet, place) = (nil, .nothing)
      mode = .finished
      if !questions.isEmpty || !elsewhere.isEmpty {
        message = "\(questions.count + elsewhere.count) are still open, for another time"
      }
      return
    }
    var page = SheetPage(
      Array(
        (taken.isEmpty ? next : Array(next.prefix(taken.count))).prefix(max(size, taken.count))),
      classes: classes
    ) { self.belief(of: $0)?.probabilities ?? $0.probabilities }
    if !taken.isEmpty { restore(entries, on: &page) }
    page.columns = sheet?.columns ?? page.columns
    sheet = page
    question = page.marked
    place = .open
    front = nil
    mode = .sheet
  }

  /// After questions were lost to somebody else: the rest of the page, or the next.
  mutating func refillPage() {
    guard let page = sheet, !page.questions.isEmpty else { return showPage() }
    question = page.marked
  }

  /// The class that most of the page had is its class again, the others are exceptions.
  private func restore(_ entries: [ReviewEntry], on page: inout SheetPage) {
    let labels = Dictionary(grouping: entries.compactMap(\.label)) { $0 }
    let most = labels.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    page.usual = classes.first { $0.id == most } ?? page.usual
    page.isChoosing = page.usual == nil
    for question in page.questions {
      guard let entry = entries.first(where: { $0.question == question.id }),
        let label = classes.first(where: { $0.id == entry.label }), label.id != most
      else { continue }
      page.set(.other(label), of: question)
    }
  }
}
