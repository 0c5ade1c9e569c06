import AHuntKit
import Testing

@Suite struct LabelFileTests {
  @Test func writesAndReadsTheSame() throws {
    let labels = [
      Label(
        objectID: "a,1", className: "lens arc", annotator: "O\"Neill",
        answeredAt: "2026-01-02T03:04:05Z", round: 2, arm: "novelty"),
      Label(objectID: "b", className: "ring", annotator: "me", answeredAt: ""),
    ]
    #expect(try LabelFile.labels(in: LabelFile.text(labels), name: "x") == labels)
    let answers = try LabelFile.labels(in: "objectID,class\na,ring\n", name: "x")
    #expect(answers.map(\.objectID) == ["a"])
  }

  @Test(arguments: [
    "objID;label;ra\na;ring;1\n", "# mine\nID\tClass Name\tra\na\tring\t1\n",
    "ra|labels|galaxy_id\n1|ring|a\n", "label,class,object_id\nx,ring,a\n",
  ])
  func columnsAreCalledAsInCatalogs(_ text: String) throws {
    #expect(
      try LabelFile.labels(in: text, name: "x") == [Label(objectID: "a", className: "ring")])
  }

  /// A galaxy may have an answer of each person.
  @Test func peopleMayDisagree() throws {
    let text = "object_id,class,annotator\na,ring,ann\na,lens,bob\n"
    #expect(try LabelFile.labels(in: text, name: "x").map(\.className) == ["ring", "lens"])
    #expect(throws: HuntError.self) {
      try LabelFile.labels(in: text + "a,arc,bob\n", name: "x")
    }
  }

  @Test(arguments: [
    ("", "empty"), ("object_id\na\n", "\"class\""), ("object_id,class\n,ring\n", "line 2"),
    ("object_id,class\na,\"ring\n", "line 2"),
    ("object_id,class,answered_at\na,ring,noon\n", "line 2: \"noon\" is no ISO-8601 time"),
    ("object_id,class\na,ring\nb,ring\na,lens\n", "line 4: a is lens here and ring in line 2"),
  ])
  func namesWhatIsWrong(_ text: String, _ words: String) throws {
    let failure = #expect(throws: HuntError.self) {
      try LabelFile.labels(in: text, name: "labels.csv")
    }
    let sentence = try #require(failure).description
    #expect(sentence.contains("labels.csv") && sentence.contains(words))
  }
}
