import Tables
import Testing

struct CSVParserTests {
  private func records(of text: some Sequence<UInt8>, pieces: Int = .max) -> [CSVParser.Record] {
    var parser = CSVParser()
    var records: [CSVParser.Record] = []
    var rest = Array(text)[...]
    while !rest.isEmpty {
      parser.parse(Array(rest.prefix(pieces))) { records.append($0) }
      rest = rest.dropFirst(pieces)
    }
    parser.finish { records.append($0) }
    return records
  }

  private func fields(of text: String) -> [[String]] {
    records(of: text.utf8).map(\.fields)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}", []),
    ("", []),
    ("\n\r\n\n", []),
    ("a", [["a"]]),
    ("a\n\nb\n", [["a"], ["b"]]),
    (",\n", [["", ""]]),
    ("a,\n,b", [["a", ""], ["", "b"]]),
    ("\"\"\n", [[""]]),
    ("\"\"", [[""]]),
    ("\"a,b\",c", [["a,b", "c"]]),
    ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
    ("\"a\r\nb\"\r\nc", [["a\r\nb"], ["c"]]),
    ("\"say \"\"hi\"\"\",x", [["say \"hi\"", "x"]]),
    ("\"\"\"\",x", [["\"", "x"]]),
    ("4\" plate,x", [["4\" plate", "x"]]),
    (" a , b ", [[" a ", " b "]]),
    ("NGC 1,ÿ星\n", [["NGC 1", "ÿ星"]]),
  ])
  func recordsAreThoseOfTheText(text: String, expected: [[String]]) {
    #expect(fields(of: text) == expected)
    #expect(records(of: text.utf8).allSatisfy { $0.fault == nil })
  }

  @Test func thePiecesPlayNoPart() {
    let text =
      "\u{FEFF}id,note\r\n1,\"a \"\"b\"\",\r\n c\"\r\n\r\n2,\"\"\n3,ü\r4,\"x\"y\n5,\"never\n6,closed"
    let whole = records(of: text.utf8)
    #expect(whole.count == 6)
    for size in 1...9 {
      #expect(records(of: text.utf8, pieces: size) == whole, "pieces of \(size)")
    }
  }

  @Test func rowsAreCountedAsASpreadsheetCounts() {
    let text = "a\n\"1\n1\"\n\n2\r\n\r\n3"
    #expect(records(of: text.utf8).map(\.row) == [1, 2, 4, 6])
  }

  @Test func linesAreCountedAsAnEditorCounts() {
    let text = "a\n\"1\r\n1\"\r\n\r\n2\r3\n\n\n4"
    #expect(records(of: text.utf8).map(\.line) == [1, 2, 5, 6, 9])
  }

  @Test func aFaultConcernsItsRecordAlone() {
    let found = records(of: "a,b\n\"x\"y,1\nc,d\n".utf8)
    #expect(found.map(\.fields) == [["a", "b"], ["xy", "1"], ["c", "d"]])
    #expect(found.map { $0.fault == nil } == [true, false, true])
    #expect(found[1].fault == "text follows a closing quote")
  }

  @Test func anUnclosedQuoteIsAFaultAtTheEnd() {
    let found = records(of: "a\n\"b\nc".utf8)
    #expect(found.count == 2)
    #expect(found.last?.fault == "a quote is opened and never closed")
  }

  @Test func invalidUTF8IsAFault() {
    let found = records(of: Array("a\n".utf8) + [0x62, 0xFF, 0x0A] + Array("c\n".utf8))
    #expect(found.map { $0.fault == nil } == [true, false, true])
    #expect(found[1].fault == "it is not UTF-8 text")
  }

  @Test func anEndlessQuoteIsGivenUpAndTheRowsAfterItAreRead() {
    var text = "a,b\n\"never closed,1\n"
    let filler = String(repeating: "x,y\n", count: 1000)
    while text.utf8.count < CSVParser.longestRecord + 8000 { text += filler }
    text += "last,row\n"
    let found = records(of: text.utf8)
    #expect(found[1].fault?.contains("megabyte") == true)
    #expect(found[1].fields.joined().utf8.count == 0)
    #expect(found.last?.fields == ["last", "row"])
    #expect(found.last?.fault == nil)
  }
}
