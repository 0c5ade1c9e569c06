import Tables
import Testing

/// What a spreadsheet would compute is text in the file, and comes back to the last byte.
@Suite struct CSVDefusingTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-a", "'-a"),
    ("\tx", "'\tx"), ("'=x", "''=x"), ("''-x", "'''-x"), ("-1.5-2", "'-1.5-2"), ("-", "'-"),
    ("--1", "'--1"), ("-1e999", "'-1e999"), ("=\u{301}", "'=\u{301}"),
  ])
  func aFormulaIsText(cell: String, written: String) {
    #expect(CSVText.row([cell, "b"]) == written + ",b\n")
  }

  @Test(arguments: ["-1.5", "+3", "-0.25e-7", "1e5", "a=b", "'quoted'", "'", "''", "J1234-05", ""])
  func whatIsNoFormulaStays(cell: String) {
    #expect(CSVText.row([cell, "b"]) == cell + ",b\n")
  }

  @Test func everyCellComesBack() {
    let starts = [
      "", "'", "''", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", " ", "\u{301}", "1",
    ]
    let cells = starts.flatMap { one in
      starts.flatMap { two in starts.map { one + two + $0 + "x" } + [one + two] }
    }
    let records = CSVText.records(in: cells.map { CSVText.row([$0, "b"]) }.joined())
    #expect(records.count == cells.count)
    for (record, cell) in zip(records, cells) {
      #expect(record.fault == nil)
      #expect(record.fields.first.map { Array($0.utf8) } == Array(cell.utf8))
    }
  }
}
