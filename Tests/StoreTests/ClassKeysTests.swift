import Store
import Testing

/// Which key a class gets.
@Suite struct ClassKeysTests {
  @Test(
    arguments: [
      ("ring", "", "r"), ("Ring", "r", "i"), ("quns", "", "1"), ("sun", "", "1"),
      ("spiral arm", "p", "i"), ("élan", "", "l"), ("星", "", "1"), ("9 Lives", "", "9"),
      ("aa", "a1234567890", "b"),
    ] as [(String, String, Character)])
  func firstFreeLetter(name: String, taken: String, expected: Character) {
    #expect(ClassKeys.next(for: name, taken: Set(taken)) == expected)
  }

  @Test func everyKeyIsGivenOnceAndNoneIsACommand() {
    var taken: Set<Character> = []
    while let key = ClassKeys.next(for: "squeun", taken: taken) {
      #expect(taken.insert(key).inserted)
    }
    #expect(taken.count == 36 - 4 + 26)
    #expect(taken.isDisjoint(with: ClassKeys.reserved))
  }

  @Test(arguments: ["", "ab", "q", "?", " ", "\t", "é", "🌀", "\u{1B}"])
  func refusesKey(text: String) {
    #expect(throws: StoreError.self) { try ClassKeys.validated(text) }
  }

  @Test func acceptsPrintableKey() throws {
    #expect(try ClassKeys.validated("+") == "+")
    #expect(try ClassKeys.validated("R") == "R")
  }

  @Test func namesAreTrimmed() throws {
    #expect(try ClassName.validated("  tidal \t tail ") == "tidal tail")
    #expect(try ClassName.validated(String(repeating: "x", count: 40)).count == 40)
    #expect(try ClassName.validated("Ω–Ring 星") == "Ω–Ring 星")
  }

  @Test(arguments: [
    "", "   ", "a,b", "a\"b", "a=b", "esc\u{1B}[2J", "bell\u{7}", "zero\u{200B}width",
    String(repeating: "x", count: 41), "e" + String(repeating: "\u{301}", count: 200),
  ])
  func refusesName(text: String) {
    #expect(throws: StoreError.self) { try ClassName.validated(text) }
  }
}
