import Foundation
import Review

/// Standard error of a review: while it has the screen, sentences are shown there.
struct ScreenStream: TextStream {
  private let notes: ReviewNotes
  private let stream: any TextStream

  /// Text goes to `notes`, and to `stream` where they have no screen.
  init(_ notes: ReviewNotes, otherwise stream: any TextStream) {
    self.notes = notes
    self.stream = stream
  }

  var isTerminal: Bool { stream.isTerminal }
  var isFile: Bool { stream.isFile }

  func write(_ text: StyledText, _ palette: Palette) throws(StreamError) {
    let sentence = text.rendered(Palette(isEnabled: false))
      .trimmingCharacters(in: .whitespacesAndNewlines)
    if !notes.show(sentence) { try stream.write(text, palette) }
  }

  func write(_ bytes: Data) throws(StreamError) { try stream.write(bytes) }

  func redraw(_ line: String, isLast: Bool) { stream.redraw(line, isLast: isLast) }
}
