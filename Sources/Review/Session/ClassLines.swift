import Vocabulary

/// The classes with their keys, in as much detail as there is room for.
struct ClassLines {
  let classes: [HuntClass]
  /// What the head gives each class, and what it leaves for kinds like none; nil where it says nothing.
  let shares: (classes: [HuntClass.ID: Double], reserve: Double)?
  /// The class that the galaxy has already.
  var answered: HuntClass.ID?

  /// How much of a class is shown, from all to its key alone.
  enum Form: Int, CaseIterable {
    case bars, shares, list, flow, short, keys
  }

  /// The fullest form that shows every class, and its lines; keys alone where nothing else does.
  ///
  /// - Parameter spare: Rows that bars and shares must leave.
  func fullest(
    columns: Int, rows: Int, spare: Int = 0
  ) -> (form: Form, lines: [ScreenLine]) {
    guard !classes.isEmpty else {
      let words = TextLayout.wrapped("no classes yet: n names the first", to: columns)
      return (.bars, words.prefix(max(1, rows)).map { ScreenLine($0) })
    }
    for form in Form.allCases {
      let most = form == .bars || form == .shares ? rows - spare : rows
      if let lines = lines(form, columns: columns), lines.count <= most || form == .keys {
        return (form, Array(lines.prefix(max(1, rows))))
      }
    }
    return (.keys, [])
  }

  /// All classes in as few lines as they need.
  func inline(columns: Int, rows: Int) -> [ScreenLine] {
    for form in [Form.flow, .short] {
      if let lines = lines(form, columns: columns), lines.count <= rows { return lines }
    }
    return Array((lines(.keys, columns: columns) ?? []).prefix(rows))
  }

  /// Nil where the form makes no sense in so many columns.
  private func lines(_ form: Form, columns: Int) -> [ScreenLine]? {
    switch form {
    case .bars: return shares != nil && columns >= 26 ? bars(columns: columns, drawn: true) : nil
    case .shares: return shares != nil && columns >= 18 ? bars(columns: columns, drawn: false) : nil
    case .list: return list(columns: columns)
    case .flow: return flow(columns: columns, name: 24)
    case .short: return flow(columns: columns, name: columns < 30 ? 4 : 6)
    case .keys: return flow(columns: columns, name: 0)
    }
  }

  /// The key, the mark of what was answered, and the name.
  private func start(_ each: HuntClass, name: Int) -> ScreenLine {
    ScreenLine(each.key.map(String.init) ?? "·", .bold)
      .adding(each.id == answered ? "* " : "  ")
      .adding(TextLayout.padded(TextLayout.printable(each.name), to: name))
  }

  private func bars(columns: Int, drawn: Bool) -> [ScreenLine]? {
    guard let shares else { return nil }
    let rounded = Self.hundredths(
      classes.map { shares.classes[$0.id] } + [shares.reserve])
    let counts = classes.map { String($0.answers) }
    let countWidth = drawn ? (counts.map(\.count).max() ?? 1) + 1 : 0
    let longest = classes.map { TextLayout.width(TextLayout.printable($0.name)) } + [13]
    // Key and mark, name, a blank, the bar, a blank, the share, the number of answers.
    let fixed = 3 + 1 + 4 + countWidth + (drawn ? 1 : 0)
    let wanted = longest.max() ?? 13
    let name = max(4, min(wanted, 28, columns - fixed - (drawn ? 6 : 0)))
    let bar = drawn ? min(24, columns - fixed - name) : 0
    func line(_ start: ScreenLine, _ share: Double?, _ hundredths: Int?, _ count: String)
      -> ScreenLine
    {
      var line = start.adding(" ")
      if drawn {
        line.add(TextLayout.bar(share ?? 0, columns: bar), .bar)
        line.add(" ")
      }
      line.add(hundredths.map { TextLayout.decimal(Double($0) / 100, 2) } ?? "    ")
      if drawn {
        line.add(String(repeating: " ", count: max(0, countWidth - count.count)) + count, .dim)
      }
      return line
    }
    var lines = classes.indices.map { index in
      line(
        start(classes[index], name: name), shares.classes[classes[index].id], rounded[index],
        counts[index])
    }
    let none = ScreenLine("   ").adding(TextLayout.padded("like no class", to: name), .dim)
    lines.append(line(none, shares.reserve, rounded.last ?? nil, ""))
    return lines
  }

  private func list(columns: Int) -> [ScreenLine]? {
    guard columns >= 7 else { return nil }
    return classes.map { start($0, name: columns - 3) }
  }

  /// One class after the other: `r ring  m merger`.
  private func flow(columns: Int, name limit: Int) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    var line = ScreenLine()
    for each in classes {
      let name = TextLayout.fitted(TextLayout.printable(each.name), to: min(limit, columns - 2))
      let mark = each.id == answered ? "*" : " "
      let width = TextLayout.width(name) + (limit > 0 ? 2 : 1)
      let gap = line.isBlank ? 0 : limit > 0 ? 2 : 1
      if !line.isBlank, line.width + gap + width > columns {
        lines.append(line)
        line = ScreenLine()
      } else if gap > 0 {
        line.add(String(repeating: " ", count: gap))
      }
      line.add(each.key.map(String.init) ?? "·", .bold)
      if limit > 0 { line.add(mark + name) }
    }
    return line.isBlank ? lines : lines + [line]
  }

  /// Shares in hundredths that add up to what all of them together come to: the largest remainders
  /// are rounded up.
  static func hundredths(_ shares: [Double?]) -> [Int?] {
    let exact = shares.map { share in share.map { $0.isFinite ? max(0, $0) * 100 : 0 } }
    let total = Int(exact.reduce(0) { $0 + ($1 ?? 0) }.rounded())
    var rounded = exact.map { $0.map { Int($0.rounded(.down)) } }
    let missing = total - rounded.reduce(0) { $0 + ($1 ?? 0) }
    let order = exact.indices.filter { exact[$0] != nil }.sorted { left, right in
      let (a, b) = (exact[left] ?? 0, exact[right] ?? 0)
      return a - a.rounded(.down) > b - b.rounded(.down)
    }
    for index in order.prefix(max(0, missing)) { rounded[index] = (rounded[index] ?? 0) + 1 }
    return rounded
  }
}
