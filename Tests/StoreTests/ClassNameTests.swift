import Store
import Testing

/// What may be the name of a class.
@Suite struct ClassNameTests {
  @Test func namesAreTrimmed() throws {
    #expect(try ClassName.validated("  tidal \t tail ") == "tidal tail")
    #expect(try ClassName.validated(String(repeating: "x", count: 40)).count == 40)
    #expect(try ClassName.validated("Ω–Ring 星") == "Ω–Ring 星")
  }

  @Test(arguments: [
    "", "   ", "a,b", "a\"b", "a=b", "esc\u{1B}[2J", "bell\u{7}", "zero\u{200B}width",
    "Reserve", "like  no class", String(repeating: "x", count: 41),
    "e" + String(repeating: "\u{301}", count: 200),
  ])
  func refusesName(text: String) {
    #expect(throws: StoreError.self) { try ClassName.validated(text) }
  }
}
