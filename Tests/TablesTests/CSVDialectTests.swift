import Tables
import Testing

struct CSVDialectTests {
  @Test(arguments: [
    ("a,b\n1;2;3\n", ","), ("a;b\n1,2,3\n", ";"), ("a\tb,c\td\n", "\t"), ("a|b|c\n", "|"),
    ("a\n1;2\n", ";"), ("\"a;b;c\",d\n", ","), ("\"a;\n\",d;e;f\n", ";"), ("a\n1\n", ","),
    ("", ","), ("\n\n;x\n", ";"), ("# a;b;c\na,b\n", ","), ("a,b;c\r1\r", ","),
  ])
  func theHeaderTellsTheSeparator(text: String, separator: String) {
    #expect([CSVDialect(Array(text.utf8)).separator] == Array(separator.utf8))
  }

  @Test(arguments: [
    ("a,b\n#c\n", 0, 0, ""), ("#one\n# two \r\na\n", 2, 13, " two "),
    ("\u{FEFF}#one\na\n", 1, 8, "one"), ("#never ends", 0, 0, ""), ("#\n", 1, 2, ""),
  ])
  func commentsBeforeTheHeaderAreCounted(text: String, lines: Int, bytes: Int, last: String) {
    let dialect = CSVDialect(Array(text.utf8))
    #expect(dialect.commentLines == lines && dialect.commentBytes == bytes)
    #expect(dialect.lastComment == Array(last.utf8))
  }
}
