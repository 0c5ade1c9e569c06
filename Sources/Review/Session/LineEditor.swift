/// One line that is typed and edited: the name of a class, a note, an object id.
package struct LineEditor: Sendable, Equatable {
  private var characters: [Character]
  /// Characters that stand before the cursor.
  package private(set) var cursor: Int
  private let limit: Int

  /// A line with a text whose end the cursor is at; no more than `limit` characters go in.
  package init(_ text: String = "", limit: Int = 200) {
    characters = Array(text.prefix(limit))
    cursor = characters.count
    self.limit = limit
  }

  /// What was typed.
  package var text: String { String(characters) }

  /// Whether there is nothing but white space.
  package var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

  /// Edits the line where the key does that; whether it does.
  package mutating func handle(_ key: ReviewKey) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let pasted):
      insert(pasted.split(whereSeparator: \.isNewline).joined(separator: " "))
    case .backspace: remove(from: cursor - 1, to: cursor)
    case .delete: remove(from: cursor, to: cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: characters.count)
    case .control("w"): remove(from: wordStart, to: cursor)
    default: return false
    }
    return true
  }

  /// The part of the line around the cursor that fits so many columns, and the cursor's column in it.
  package func window(columns: Int) -> (text: String, column: Int) {
    let room = max(1, columns)
    let after = characters[cursor...].reduce(0) { $0 + TextLayout.width($1) }
    // The cursor takes a column of its own, and a part of what follows it is seen.
    let before = room - 1 - min(after, room / 4)
    var start = cursor
    var used = 0
    while start > 0, used + TextLayout.width(characters[start - 1]) <= before {
      start -= 1
      used += TextLayout.width(characters[start])
    }
    var end = cursor
    var total = used
    while end < characters.count, total + TextLayout.width(characters[end]) < room {
      total += TextLayout.width(characters[end])
      end += 1
    }
    return (String(characters[start..<end]), used)
  }

  /// Where the word before the cursor begins.
  private var wordStart: Int {
    let blanks = characters[..<cursor].lastIndex { !$0.isWhitespace } ?? -1
    guard blanks >= 0 else { return 0 }
    return (characters[..<blanks].lastIndex { $0.isWhitespace } ?? -1) + 1
  }

  /// A mark that belongs to the letter before it becomes one character with it.
  private mutating func insert(_ text: String) {
    let room = max(0, limit - characters.count)
    let head = Array(String(characters[..<cursor]) + text.prefix(room))
    characters = head + characters[cursor...]
    cursor = head.count
  }

  private mutating func remove(from start: Int, to end: Int) {
    let range = max(0, start)..<min(characters.count, max(0, end))
    guard !range.isEmpty else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }
}
