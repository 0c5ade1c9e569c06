import Foundation

/// A terminal as far as the review uses one: what stands in each cell after the bytes it was sent, and
/// which pictures lie over them.
package final class ScreenModel {
  /// A picture that is on the screen.
  package struct Picture: Equatable {
    /// How it came: kitty, sixel or iterm.
    package let kind: String
    /// Its number, 0 where it has none.
    package let id: Int
    /// Where its top left corner is, from 0.
    package let row: Int
    package let column: Int
    /// The cells it takes.
    package let rows: Int
    package let columns: Int
    /// The PNG file, or the sixel command as it came.
    package let payload: [UInt8]
  }

  package let columns: Int
  package let rows: Int
  /// Each cell's characters, combining marks included; the second half of a wide one is empty.
  package private(set) var cells: [[String]]
  package private(set) var pictures: [Picture] = []
  /// Pictures by number that placeholders show.
  package private(set) var virtual: [Int: Picture] = [:]
  /// How often text went past the last column.
  package private(set) var overflows = 0
  /// Commands of kitty's protocol, keys only, in their order.
  package private(set) var commands: [[String: String]] = []
  /// Addresses of links that were opened.
  package private(set) var links: [String] = []
  /// Colours of each cell's text as they were given last, such as `38;2;1;2;3`.
  package private(set) var colours: [[String]]
  /// Bytes that no terminal should be sent.
  package private(set) var unknown: [String] = []
  private var row = 0
  private var column = 0
  private var colour = ""
  private var partial: (keys: [String: String], payload: String)?
  private let widthOf: (Character) -> Int
  /// Pixels of a cell, by which sixels are measured.
  private let cell = (width: 10, height: 20)

  /// - Parameter width: Columns that a character takes.
  package init(columns: Int, rows: Int, width: @escaping (Character) -> Int = { _ in 1 }) {
    (self.columns, self.rows, widthOf) = (columns, rows, width)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    colours = Array(repeating: Array(repeating: "", count: columns), count: rows)
  }

  /// What is to be read on a screen that was sent so much; only what changed may have been sent.
  package static func text(after sent: String, columns: Int, rows: Int) -> String {
    let screen = ScreenModel(columns: columns, rows: rows)
    screen.feed(sent)
    return screen.lines.joined(separator: "\n")
  }

  /// The rows as text, blanks at the end left out.
  package var lines: [String] {
    cells.map { row in
      String(row.joined().reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Takes what a program sends; commands must be complete.
  package func feed(_ text: String) {
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}": escape(&rest)
      case "\r\n":
        column = 0
        row += 1
      case "\r": column = 0
      case "\n": row += 1
      case "\u{18}": break
      default: put(character)
      }
    }
  }

  private func put(_ character: Character) {
    let width = widthOf(character)
    guard row < rows, column + width <= columns else {
      overflows += 1
      return
    }
    cells[row][column] = String(character)
    colours[row][column] = colour
    for next in 1..<max(1, width) { cells[row][column + next] = "" }
    // Sixels and iTerm2's pictures lie in the cells, and text takes their place.
    let (line, place) = (row, column)
    pictures.removeAll { picture in
      picture.kind != "kitty" && picture.rows > 0
        && (picture.row..<picture.row + picture.rows).contains(line)
        && (picture.column..<picture.column + picture.columns).contains(place)
    }
    column += width
  }

  private func escape(_ rest: inout Substring) {
    switch rest.popFirst() {
    case "[": controlSequence(&rest)
    case "]": string(&rest) { operatingSystem($0) }
    case "_": string(&rest) { kitty($0) }
    case "P": string(&rest) { device($0) }
    case "\\": break
    case let other: unknown.append("ESC \(other.map(String.init) ?? "")")
    }
  }

  /// A command that ends in `ESC \` or a bell; `ESC ESC` within tmux's is one escape.
  private func string(_ rest: inout Substring, _ act: (String) -> Void) {
    var body = ""
    while let next = rest.popFirst() {
      if next == "\u{7}" { break }
      if next == "\u{1B}" {
        if rest.first == "\\" {
          rest.removeFirst()
          break
        }
        if rest.first == "\u{1B}" { rest.removeFirst() }
      }
      body.append(next)
    }
    act(body)
  }

  private func controlSequence(_ rest: inout Substring) {
    var body = ""
    while let next = rest.popFirst() {
      if let value = next.asciiValue, (0x40...0x7E).contains(value) {
        control(body, next)
        return
      }
      body.append(next)
    }
  }

  private func control(_ body: String, _ final: Character) {
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    switch final {
    case "H":
      row = max(1, numbers.first ?? 1) - 1
      column = max(1, numbers.count > 1 ? numbers[1] : 1) - 1
    case "K" where body.isEmpty:
      guard row < rows else { return }
      for place in column..<columns { cells[row][place] = " " }
      let (line, from) = (row, column)
      pictures.removeAll { picture in
        picture.kind != "kitty" && (picture.row..<picture.row + picture.rows).contains(line)
          && picture.column + picture.columns > from
      }
    case "J" where body.isEmpty:
      for line in row..<rows {
        for place in (line == row ? column : 0)..<columns { cells[line][place] = " " }
      }
    case "m":
      if body == "0" || body.isEmpty || body == "39" {
        colour = ""
      } else if body.hasPrefix("38") {
        colour = body
      }
    case "h", "l", "c", "p", "q", "t": break
    default: unknown.append("CSI \(body)\(final)")
    }
  }

  private func operatingSystem(_ body: String) {
    if body.hasPrefix("8;;") {
      let address = String(body.dropFirst(3))
      if !address.isEmpty { links.append(address) }
    } else if body.hasPrefix("1337;File="), let colon = body.firstIndex(of: ":") {
      let keys = Self.keys(body[..<colon].dropFirst(10), separator: ";")
      place(
        Picture(
          kind: "iterm", id: 0, row: row, column: column, rows: Int(keys["height"] ?? "") ?? 0,
          columns: Int(keys["width"] ?? "") ?? 0,
          payload: Array(Data(base64Encoded: String(body[colon...].dropFirst())) ?? Data())))
    } else {
      unknown.append("OSC \(body.prefix(20))")
    }
  }

  private func device(_ body: String) {
    if body.hasPrefix("tmux;") {
      // A command within a command.
      feed(String(body.dropFirst(5)) + "\u{1B}\\")
    } else if let start = body.firstIndex(of: "\"") {
      let sizes = body[start...].dropFirst().prefix { $0.isNumber || $0 == ";" }
        .split(separator: ";").compactMap { Int($0) }
      guard sizes.count == 4 else { return unknown.append("DCS \(body.prefix(20))") }
      place(
        Picture(
          kind: "sixel", id: 0, row: row, column: column,
          rows: (sizes[3] + cell.height - 1) / cell.height,
          columns: (sizes[2] + cell.width - 1) / cell.width,
          payload: Array("\u{1B}P\(body)\u{1B}\\".utf8)))
    } else {
      unknown.append("DCS \(body.prefix(20))")
    }
  }

  private func place(_ picture: Picture) {
    pictures.removeAll {
      $0.kind == picture.kind && $0.row == picture.row && $0.column == picture.column
    }
    pictures.append(picture)
  }

  private static func keys(_ text: Substring, separator: Character) -> [String: String] {
    text.split(separator: separator).reduce(into: [:]) { keys, pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      keys[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
  }

  private func kitty(_ body: String) {
    guard body.hasPrefix("G") else { return unknown.append("APC \(body.prefix(20))") }
    let parts = body.dropFirst().split(
      separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let keys = Self.keys(parts[0], separator: ",")
    commands.append(keys)
    let payload = parts.count > 1 ? String(parts[1]) : ""
    let started = partial ?? (keys, "")
    switch started.keys["a"] {
    case "d":
      let id = Int(keys["i"] ?? "") ?? 0
      pictures.removeAll { $0.kind == "kitty" && $0.id == id }
      virtual[id] = nil
    case "T":
      partial = (started.keys, started.payload + payload)
      guard keys["m"] != "1" else { return }
      show(started.keys, started.payload + payload)
      partial = nil
    default: break
    }
  }

  private func show(_ keys: [String: String], _ payload: String) {
    func number(_ key: String) -> Int { Int(keys[key] ?? "") ?? 0 }
    let picture = Picture(
      kind: "kitty", id: number("i"), row: row, column: column, rows: number("r"),
      columns: number("c"), payload: Array(Data(base64Encoded: payload) ?? Data()))
    if keys["U"] == "1" {
      virtual[picture.id] = picture
    } else {
      pictures.removeAll { $0.kind == "kitty" && $0.id == picture.id }
      pictures.append(picture)
    }
  }
}
