import Foundation
import Imaging
package import TerminalGraphics

/// The screen of a review: asks the terminal what it can draw, lays out what is to be seen, and sends
/// what changed.
package final class ReviewDisplay {
  /// What a display has to know of the world.
  package struct Setting {
    /// How the person wants pictures.
    package var pictures: PictureChoice
    /// The program's environment.
    package var environment: [String: String]
    /// Runs tmux with these arguments and gives what it prints, nil where that can't be done.
    package var tmux: ([String]) -> String?

    /// A setting; nothing is known of the world unless it is told.
    package init(
      pictures: PictureChoice = .auto, environment: [String: String] = [:],
      tmux: @escaping ([String]) -> String? = { _ in nil }
    ) {
      (self.pictures, self.environment, self.tmux) = (pictures, environment, tmux)
    }
  }

  /// All that the way of drawing follows from.
  private struct Manner: Equatable {
    let method: PictureMethod
    let why: String
    let cell: CellSize
    let isSynchronised: Bool
    let links: Bool
  }

  private let device: any TerminalDevice
  private var style: TerminalStyle
  private let setting: Setting
  private var abilities = TerminalAbilities()
  private var multiplexer: Multiplexer?
  private var method: PictureMethod
  private var why = ""
  private var manner: Manner?
  private var writer: FrameWriter
  /// What was printed last, where the cursor can't be moved.
  private var printed = ""
  /// What takes away pictures that the terminal still holds, sent with the next frame.
  private var stale = ""
  private var isOpen = false

  /// Milliseconds that a terminal gets to say what it can draw, before the first picture.
  private static let patience = 400

  /// A display that has shown nothing yet.
  package init(device: any TerminalDevice, style: TerminalStyle, setting: Setting = Setting()) {
    (self.device, self.style, self.setting) = (device, style, setting)
    method = style.textPictures
    writer = FrameWriter(method: method)
  }

  /// Takes the terminal and asks it what it can draw.
  package func open() throws(ReviewError) {
    let (enter, leave) = style.cursor ? (Self.enter, Self.leave) : ("", "")
    try device.start(enter: enter, leave: leave)
    isOpen = true
    guard style.cursor else {
      choose()
      return
    }
    try device.write(enter)
    if isInTmux {
      let question = Multiplexer.question(pane: setting.environment["TMUX_PANE"] ?? "")
      multiplexer = setting.tmux(question).flatMap { Multiplexer(answer: $0) }
    }
    let isAsked = setting.pictures != .characters && !isSilent
    if isAsked {
      let replies = try device.ask(
        isInTmux ? TerminalAbilities.questionInTmux : TerminalAbilities.question,
        within: Self.patience
      ) { reply in
        var heard = TerminalAbilities()
        return heard.take(reply) && heard.hasAnswered
      }
      for reply in replies { _ = abilities.take(reply) }
    }
    choose()
  }

  /// Gives the terminal back. One that is gone can't be told, which is not worth an error.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    if style.cursor { try? device.write(stale + writer.forget() + Self.leave) }
    device.stop()
  }

  /// Longest side in pixels of a picture that the window can show.
  package var side: Int {
    let size = device.size
    return max(16, method.side(columns: size.columns, rows: size.rows, cell: cell))
  }

  /// Shows the session; what the layout decides is told to it.
  package func draw(
    _ session: inout ReviewSession, _ content: ReviewContent
  ) throws(ReviewError) {
    let window = device.size
    // Without a cursor the line break behind the last line takes the first one off the window.
    let size = TerminalSize(
      columns: window.columns, rows: window.rows - (style.cursor ? 0 : 1), width: window.width,
      height: window.height)
    let screen = ReviewScreen(
      session: session, content: content, size: size, style: style, method: method, cell: cell,
      why: why)
    let layout = screen.layout
    if let help = layout.help { session.helpExtent = help }
    guard style.cursor else {
      let lines = layout.frame.lines(method.lines)
      let last = lines.lastIndex { !$0.isEmpty } ?? -1
      let text = lines[...last].map { $0 + "\r\n" }.joined()
      guard text != printed else { return }
      printed = text
      return try device.write(text)
    }
    do {
      let text = stale + (try writer.update(to: layout.frame))
      stale = ""
      if !text.isEmpty { try device.write(text) }
    } catch let error as ReviewError {
      throw error
    } catch {
      throw .terminalFailed(reason: "\(error)")
    }
  }

  /// The window changed, or somebody else wrote to the screen: all of it is sent anew.
  package func forget() throws(ReviewError) {
    stale += writer.forget()
    // Letters of another size are told by the window itself, or asked for.
    if style.cursor, !method.isText, device.size.cell == nil, abilities.cell != nil {
      try device.write(TerminalAbilities.sizeQuestion)
    }
  }

  /// Takes what the terminal says of itself, be it late; whether the screen is to be drawn anew.
  package func heard(_ reply: [UInt8]) -> Bool {
    abilities.take(reply) && choose()
  }

  private var isInTmux: Bool { setting.environment["TMUX"].map { !$0.isEmpty } ?? false }

  /// Terminals that print what they don't understand are not asked.
  private var isSilent: Bool {
    let term = setting.environment["TERM"] ?? ""
    return ["", "dumb", "linux", "ansi", "cons25"].contains(term) || term.hasPrefix("vt1")
  }

  private var cell: CellSize {
    if let cell = device.size.cell ?? abilities.cell { return cell }
    let size = device.size
    guard let window = abilities.window, window.width >= size.columns, window.height >= size.rows
    else { return .usual }
    return CellSize(width: window.width / size.columns, height: window.height / size.rows)
  }

  /// Draws in the way that follows from what is known of the terminal; whether it is another than before.
  @discardableResult private func choose() -> Bool {
    let (chosen, why) = PictureMethod.chosen(
      setting.pictures, text: style.textPictures, environment: setting.environment,
      abilities: abilities, multiplexer: multiplexer)
    let manner = Manner(
      method: style.cursor || chosen.isText ? chosen : style.textPictures, why: why, cell: cell,
      isSynchronised: abilities.isSynchronised, links: style.links || style.cursor && hasLinks)
    guard manner != self.manner else { return false }
    self.manner = manner
    (method, self.why, style.links) = (manner.method, why, manner.links)
    stale += writer.forget()
    writer = FrameWriter(
      method: method, cell: cell, isSynchronised: abilities.isSynchronised, inTmux: isInTmux)
    return true
  }

  /// Whether what the terminal calls itself, or tmux says of it, tells of links.
  private var hasLinks: Bool {
    if isInTmux { return multiplexer?.features.contains("hyperlinks") == true }
    let names = ["kitty", "foot", "WezTerm", "iTerm2", "ghostty", "contour"]
    return names.contains { abilities.name.lowercased().hasPrefix($0.lowercased()) }
  }

  /// Alternate screen, hidden cursor, pastes marked as such, nothing ever wraps.
  static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h\u{1B}[?7l"
  /// Everything that `enter` changed, changed back; the frame that was cut short is shown.
  static let leave = "\u{1B}[0m\u{1B}[?2026l\u{1B}[?7h\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"
}
