import Tables
import Testing

struct CSVTextTests {
  @Test func rowsAreQuotedWhereTheyMustBe() {
    #expect(CSVText.row(["a", "", "b c"]) == "a,,b c\n")
    #expect(
      CSVText.row(["a,b", "say \"hi\"", "x\r\ny"]) == "\"a,b\",\"say \"\"hi\"\"\",\"x\r\ny\"\n")
  }

  @Test func whatIsWrittenIsRead() {
    let rows = [
      ["a,\"b\"", "", "\n"], ["\r", "ÿ星", "4\" plate"], ["", "", ""], [""],
      // Accents make one Character of a comma or a quote and themselves.
      ["a,\u{301}b", "ra\"\"\u{5B0}/b", "\"\u{301}"],
    ]
    let records = CSVText.records(in: rows.map(CSVText.row).joined())
    #expect(records.map(\.fields) == rows)
    #expect(records.allSatisfy { $0.fault == nil })
  }
}
