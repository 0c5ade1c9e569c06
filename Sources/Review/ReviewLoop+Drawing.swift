import Imaging
import Vocabulary

/// What the loop shows.
extension ReviewLoop {
  func draw() throws(ReviewError) {
    holdQuestions()
    let size = device.size
    if session.sheet == nil { showQuestion(size) } else { showSheet(size) }
    if case .help = session.mode {
      session.helpExtent = ReviewScreen.helpExtent(session, size: size, style: style)
    }
    var lines = ReviewScreen(
      session: session, picture: view.content.picture?.parts.first?.raster, size: size,
      style: style, sheet: view.sheet
    ).lines
    let trouble =
      view.content.trouble.isEmpty ? view.content.picture?.note ?? "" : view.content.trouble
    if !trouble.isEmpty, lines.count > 1 {
      lines[1] = TextLayout.fitted(TextLayout.printable(trouble), to: size.columns)
    }
    try device.write(
      style.cursor
        ? ReviewTerminal.repaint(lines) : lines.joined(separator: "\r\n") + "\r\n")
  }

  /// The best picture that is there by now; a better one is asked for, and then that of the question
  /// that will follow.
  private func showQuestion(_ size: TerminalSize) {
    guard let question = session.question else { return }
    view.sheet = [:]
    if question.id != view.shown {
      view = View(shown: question.id, since: now())
      view.content.details = guide.details(of: question)
    }
    view.content.view = session.view
    view.content.belief = session.belief(of: question)
    let side = ReviewScreen.pictureSide(size)
    let wish = PictureDesk.Wish(question: question.id, view: session.view, side: side)
    switch pictures.result(of: wish) {
    case .success(let picture)?:
      view.content.picture = picture
      view.content.trouble = ""
      view.awaited = nil
    case .failure(let error)?:
      showCutout(question)
      if view.content.trouble.isEmpty { view.content.trouble = words(error) }
      view.awaited = nil
    case nil:
      // What is there of it is shown until the picture has come, be it of another view.
      if view.content.picture == nil { showCutout(question) }
      view.awaited = wish
    }
    var wishes = [(wish: wish, question: question)]
    if let next = session.upcoming, next.id != question.id {
      var view = session.view
      (view.subject, view.zoom) = (.galaxy, 1)
      wishes.append((.init(question: next.id, view: view, side: side), next))
    }
    pictures.want(wishes)
  }

  private func showCutout(_ question: Question) {
    do {
      view.content.picture = ReviewPicture([.init(try guide.cutout(of: question))])
      view.content.trouble = ""
    } catch {
      view.content.picture = nil
      view.content.trouble = "no picture: \(words(error))"
    }
  }

  private func showSheet(_ size: TerminalSize) {
    guard let page = session.sheet else { return }
    session.laySheet(columns: SheetLayout(size).columns)
    if view.shown != page.questions.first?.id {
      view = View(shown: page.questions.first?.id, since: now())
    }
    for question in page.questions where view.sheet[question.id] == nil {
      view.sheet[question.id] = try? guide.cutout(of: question)
    }
  }
}
