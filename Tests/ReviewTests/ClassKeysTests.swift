import Review
import Store
import Testing
import Vocabulary

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
    while let key = ClassKeys.next(for: "sqfeun", taken: taken) {
      #expect(taken.insert(key).inserted)
    }
    #expect(taken.count == 36 - 5 + 26)
    #expect(taken.isDisjoint(with: ClassKeys.reserved))
  }

  @Test(arguments: [
    "", "ab", "q", "?", "f", "/", ";", "+", "-", "[", "]", " ", "\t", "é", "🌀", "\u{1B}",
  ])
  func refusesKey(text: String) {
    #expect(throws: ReviewError.self) { try ClassKeys.validated(text) }
  }

  @Test func isTheStoresRule() throws {
    let fixture = try ReviewFixture(questions: 1, classes: ["ring", "round", "spiral", "artifact"])
    let keys = try fixture.store.classes(hunt: fixture.hunt.id).map(\.key)
    #expect(keys == ["r", "o", "p", "a"])
    _ = try fixture.recorder().record(
      .answerNew(fixture.session().questions[0], NewClassEntry(name: "roar", interest: 1)),
      dwell: nil)
    #expect(try fixture.store.classes(hunt: fixture.hunt.id).last?.key == "1")
  }

  @Test func classesBeyondTheKeysStillExist() throws {
    let fixture = try ReviewFixture(questions: 0, classes: (0..<60).map { "class \($0)" })
    let keys = try fixture.store.classes(hunt: fixture.hunt.id).map(\.key)
    #expect(keys.count == 60 && keys.filter { $0 == nil }.count == 3)
  }

  @Test func acceptsPrintableKey() throws {
    #expect(try ClassKeys.validated("*") == "*")
    #expect(try ClassKeys.validated("R") == "R")
  }
}
