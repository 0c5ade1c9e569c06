import Foundation
import GRDB
import TestSupport
import Testing

/// The keys of a review on the real program, at a real terminal, across kills and restarts.
@Suite(.serialized) struct ReviewKeysTests {
  private let scratch: Scratch
  private let asked: [String]

  init() throws {
    let hunt = try SimulatedHunt.shared.get()
    scratch = try hunt.copy()
    asked = try hunt.asked()
    for name in ["ring", "boring"] {
      #expect(try scratch.ahunt("classes", "add", name).status == 0)
    }
  }

  private func labels() throws -> [String: String] {
    let answer = try scratch.ahunt("labels", "export", "--format", "json").json()
    let labels = try #require(answer["labels"] as? [[String: Any]])
    return labels.reduce(into: [:]) {
      $0[$1["objectID"] as? String ?? ""] = $1["class"] as? String ?? $1["className"] as? String
    }
  }

  /// The galaxies that were answered, in the order of the log.
  private func answered() throws -> [String] {
    let log = try #require(
      try scratch.ahunt("labels", "history", "--format", "json").json()["labels"]
        as? [[String: Any]])
    return log.filter { $0["kind"] as? String == "answer" }.compactMap { $0["objectID"] as? String }
  }

  @Test func undoRedoAndChangesOutliveAKill() throws {
    var sitting = try Sitting("--annotator", "ann", in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("r", until: "1 answered")
    try sitting.type("b", until: "2 answered")
    try sitting.type("r", until: "3 answered")
    try sitting.type("u", until: "took back sim5")
    sitting.kill()
    // What is open is ordered anew by what was answered.
    let asked = try answered()

    sitting = try Sitting("--annotator", "ann", in: scratch)
    try sitting.wait(for: "0 answered")
    // What was taken back before the kill is answered again, what was answered is taken back.
    try sitting.type("\u{12}", until: "again \(asked[2])")
    try sitting.type("u", until: "took back \(asked[2])")
    try sitting.type("u", until: "took back \(asked[1])")
    try sitting.type("u", until: "took back \(asked[0])")
    try sitting.type("u", until: "nothing to undo")
    sitting.kill()

    sitting = try Sitting("--annotator", "ann", in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("\u{12}", until: "again \(asked[0])")
    try sitting.type("\u{12}", until: "again \(asked[1])")
    try sitting.type("\u{12}", until: "again \(asked[2])")
    try sitting.type("\u{12}", until: "nothing to redo")
    #expect(try labels() == [asked[0]: "ring", asked[1]: "boring", asked[2]: "ring"])
    // Left goes back over what earlier sittings answered; a class's key changes it.
    try sitting.type("\u{1B}[D", until: "answered before: ring")
    try sitting.type("\u{1B}OD", until: "answered before: boring")
    try sitting.type("r", until: "\(asked[1]): ring")
    sitting.kill()
    #expect(try labels()[asked[1]] == "ring")
    // A change that is taken back leaves what was said before it.
    sitting = try Sitting("--annotator", "ann", in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("u", until: "\(asked[1]) is boring again")
    #expect(try labels()[asked[1]] == "boring")
    sitting.kill()
    sitting = try Sitting("--annotator", "ann", in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("\u{12}", until: "\(asked[1]) is ring again")
    sitting.kill()
    #expect(try labels()[asked[1]] == "ring")
    let history = try #require(
      try scratch.ahunt("labels", "history", "--format", "json").json()["labels"]
        as? [[String: Any]])
    #expect(history.count == 17)
    #expect(try scratch.ahunt("check").status == 0)
  }

  @Test func theLastAnswerCanBeTakenBackAnotherDay() throws {
    var sitting = try Sitting(in: scratch)
    try sitting.wait(for: "0 answered")
    for count in 1...asked.count { try sitting.type("r", until: "\(count) answered") }
    #expect(try sitting.end("\r") == 0)
    sitting = try Sitting(in: scratch)
    try sitting.wait(for: "no question is open")
    try sitting.type("u", until: "took back sim5")
    #expect(try sitting.end() == 0)
    #expect(try labels().count == asked.count - 1)
    // With nothing open and nothing done, there was nothing to do.
    sitting = try Sitting(in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("r", until: "1 answered")
    try sitting.end("\r")
    sitting = try Sitting(in: scratch)
    try sitting.wait(for: "no question is open")
    #expect(try sitting.end("\r") == 2 && sitting.shown.contains("ahunt round"))
  }

  @Test func anyGalaxyIsFoundAndANearMissIsAskedAbout() throws {
    let other = try #require(
      (0..<SimulatedHunt.count).map { String(format: "sim5-%06d", $0) }
        .first { !asked.contains($0) })
    let sitting = try Sitting(in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("/\(other)\r", until: "looked up")
    try sitting.type("b", until: "\(other): boring")
    try sitting.type("nrnig\r", until: "Enter takes ring")
    try sitting.type("\r", until: ": ring")
    try sitting.type("nshell\r", until: "new class shell")
    // Ctrl-W in the prompt takes a word away, the left arrow goes back in it.
    try sitting.type("ntidal tail\u{17}\u{1B}[D\u{1B}[Dxx", until: "tidaxx")
    try sitting.type("\u{1B}", until: "no class added")
    try sitting.type("f", until: "is flagged for later")
    // What the terminal itself says, however late, is no answer.
    sitting.terminal.type("\u{1B}[?62;4c\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P1+r524742=38\u{1B}\\")
    try sitting.type("?", until: "goes back")
    #expect(try sitting.end("xq") == 0)
    let labels = try labels()
    #expect(labels[other] == "boring" && labels.values.sorted() == ["boring", "ring", "shell"])
    let classes = try scratch.ahunt("classes", "remove", "shell")
    #expect(classes.status == 1 && classes.error.contains("an answer with it stands"))
    // A name that was a slip goes once the answer with it is taken back.
    let shell = try #require(try self.labels().first { $0.value == "shell" }?.key)
    #expect(try scratch.ahunt("labels", "label", shell, "ring").status == 0)
    let gone = try scratch.ahunt("classes", "remove", "shell")
    #expect(gone.status == 0, "\(gone.error)")
    #expect(try scratch.ahunt("classes", "add", "ordinray").status == 0)
    let removed = try scratch.ahunt("classes", "remove", "ordinray", "--format", "json").json()
    #expect((removed["classes"] as? [[String: Any]])?.count == 2)
  }

  @Test func twoPeopleAreAskedDifferentQuestions() throws {
    let ann = try Sitting("--annotator", "ann", in: scratch)
    try ann.wait(for: "0 answered")
    // The session of the one holds all six.
    let bob = try Sitting("--annotator", "bob", in: scratch)
    try bob.wait(for: "somebody else is at")
    try ann.type("r", until: "1 answered")
    try ann.end()
    // Given back with the end of the sitting, and taken by who waits for them.
    try bob.wait(for: "redshift")
    try bob.type("b", until: "1 answered")
    try bob.end()
    #expect(try labels().values.sorted() == ["boring", "ring"])
  }

  /// While another program writes, that is said on the screen and not across it, and the answer counts.
  @Test func aWaitIsToldOnTheScreen() throws {
    let sitting = try Sitting(in: scratch)
    try sitting.wait(for: "0 answered")
    let other = try DatabasePool(
      path: scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      try sitting.type("r", until: "another program is writing")
      try db.execute(sql: "ROLLBACK")
    }
    try other.close()
    try sitting.wait(for: "1 answered")
    #expect(try sitting.end() == 0)
    #expect(!sitting.shown.contains("waiting …\n"))
    #expect(try labels().count == 1)
  }

  @Test func aPageIsTakenAndTakenBack() throws {
    var sitting = try Sitting("--sheet", in: scratch)
    try sitting.wait(for: asked[5])
    try sitting.type("\tb", until: "all are boring")
    try sitting.type("\u{1B}[Cr", until: "ring")
    try sitting.type(" ", until: "open")
    try sitting.type("\r", until: "1 left open")
    #expect(try labels().count == 5)
    sitting.kill()
    sitting = try Sitting("--sheet", in: scratch)
    try sitting.wait(for: "0 answered")
    try sitting.type("u", until: "(5)")
    #expect(try labels().isEmpty)
    try sitting.type("\u{12}", until: "5 answered")
    try sitting.end()
    #expect(try labels().count == 5)
  }
}
