import Imaging
import Vocabulary

/// What the loop shows.
extension ReviewLoop {
  func draw() throws(ReviewError) {
    holdQuestions()
    if session.isOnSheet { showSheet(device.size) } else { showQuestion() }
    try display.draw(&session, view.content)
  }

  /// The best picture that is there by now; a better one is asked for, and then that of the question
  /// that will follow.
  private func showQuestion() {
    guard let question = session.question else { return }
    view.content.sheet = [:]
    if question.id != view.shown {
      view = View(shown: question.id, since: now())
      view.content.details = guide.details(of: question)
    }
    let side = display.side
    let wish = PictureDesk.Wish(question: question.id, view: session.view, side: side)
    switch pictures.result(of: wish) {
    case .success(let picture)?:
      view.content.picture = picture
      view.content.trouble = ""
      view.awaited = nil
    case .failure(let error)?:
      // Once: a key that changes nothing about the picture reads nothing.
      if view.failed != wish {
        showCutout(question)
        if view.content.trouble.isEmpty { view.content.trouble = words(error) }
        view.failed = wish
      }
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
    for question in page.questions where view.content.sheet[question.id] == nil {
      view.content.sheet[question.id] = try? guide.cutout(of: question)
    }
  }
}
