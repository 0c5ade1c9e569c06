import Review
import Testing

/// Lines of answers as they come.
@Suite struct AnswerLinesTests {
  private func items(_ text: String, pieces: Int = .max) -> [AnswerLines.Item] {
    var lines = AnswerLines()
    var items: [AnswerLines.Item] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      items += lines.take(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    return items + lines.finish()
  }

  private func answers(_ text: String, pieces: Int = .max) -> [AnswerLine] {
    items(text, pieces: pieces).compactMap { try? $0.get() }
  }

  @Test(arguments: [1, 3, 1_000])
  func linesCommentsQuotesAndSkips(pieces: Int) {
    let text = "\u{FEFF}# my answers\r\nG0,ring\r\n\r\n  G1 , tidal tail \nG2,\n\"a,\"\"b\",ring"
    let lines = answers(text, pieces: pieces)
    #expect(lines.map(\.objectID) == ["G0", "G1", "G2", "a,\"b"])
    #expect(lines.map(\.className) == ["ring", "tidal tail", nil, "ring"])
    #expect(lines.map(\.number) == [2, 4, 5, 6])
  }

  @Test(arguments: [
    "object_id,class", "objectID,class", "OBJECT_ID , Class", "objID;label", "id\tclass name",
    "weight|class|label|dr7objid", "object_id,class,annotator,answered_at,round,arm",
  ])
  func aHeaderIsNoAnswer(header: String) throws {
    let separator = try #require(header.first { ",;\t|".contains($0) })
    let names = header.split(separator: separator)
    let row = names.map { name in
      let name = name.lowercased().filter(\.isLetter)
      return name.hasSuffix("id") ? "G0" : name.hasPrefix("class") ? "ring" : "x"
    }
    let isLabel = header == "objID;label"
    let text = "# mine\n\(header)\n\(row.joined(separator: String(separator)))\n"
    #expect(
      answers(text) == [
        AnswerLine(number: 3, objectID: "G0", className: isLabel ? "x" : "ring")
      ])
  }

  @Test(arguments: ["G0;ring\n", "G0\tring\n", "G0|ring\n", "G0,ring;x\n", "G0;ring"])
  func theFirstLineTellsWhatIsBetween(text: String) {
    #expect(answers(text).map(\.objectID) == ["G0"])
  }

  @Test(arguments: [
    ("G0", "found 1 field"), ("G0,ring,extra", "found 3 fields"), (",ring", "object id is empty"),
    ("\"G0,ring", "never closed"), ("G0,\"ring", "never closed"), ("G0,a\u{1B}b", "can't be shown"),
    ("G0,ring=2", "without ="),
  ])
  func aWrongLineIsNamedAndTheOthersStay(line: String, reason: String) throws {
    let items = items("# one\nG9,ring\n\(line)\nG8,ring\n")
    let faults = items.compactMap { item -> AnswerLineFault? in
      if case .failure(let fault) = item { fault } else { nil }
    }
    #expect(faults.map(\.number) == [3])
    #expect(try #require(faults.first).reason.contains(reason))
    #expect(items.count == 3)
  }

  /// Of a pipe each line is given as soon as it is whole.
  @Test func aLineIsGivenWhenItEnds() {
    var lines = AnswerLines()
    #expect(lines.take(Array("G0,ri".utf8)).isEmpty)
    #expect(lines.take(Array("ng\nG1".utf8)).count == 1)
    #expect(lines.take(Array(",lens\n".utf8)).count == 1)
    #expect(lines.finish().isEmpty)
  }
}
