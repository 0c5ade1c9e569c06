import Evaluation
import Testing

@testable import Pages

@Suite struct DrawingTests {
  @Test(arguments: [
    (0.0, "0"), (1234.4, "1,234"), (0.1234, "0.123"), (-3.456, "−3.46"), (56.78, "56.8"),
    (.nan, "–"), (-0.000_01, "-1e-05"),
  ])
  func shortNumbers(value: Double, text: String) {
    #expect(Numbers.short(value) == text)
  }

  @Test func fixedNumbers() {
    #expect(Numbers.fixed(-0.0001, 2) == "0.00")
    #expect(Numbers.fixed(-1.25, 1) == "−1.2")
    #expect(Numbers.count(1_234_567) == "1,234,567")
    #expect(Numbers.count(-999) == "−999")
    #expect(Numbers.percent(0.1234) == "12.3%")
    #expect(Numbers.rate(nil) == "–")
  }

  @Test func escapingLeavesNoMarkup() {
    #expect(
      "<a href=\"x\">'&'</a>".escaped == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;")
    #expect("a\u{0}b\u{1B}c\td é 星".escaped == "a\u{FFFD}b\u{FFFD}c\td é 星")
  }

  @Test func ticksAreRoundAndInside() {
    let axis = Axis.values("loss", [0.613, 2.21])
    #expect(axis.lower <= 0.613 && axis.upper >= 2.21)
    #expect(axis.ticks.allSatisfy { $0 >= axis.lower - 1e-9 && $0 <= axis.upper + 1e-9 })
    #expect(Axis.counts("labels", to: 1).ticks == [0, 1])
    #expect(Axis.counts("labels", to: 196).ticks == [0, 50, 100, 150])
    #expect(Axis.counts("found", to: 54, isRounded: true).upper == 60)
    #expect(Axis.ranks("rank", to: 4_458).ticks == [1, 10, 100, 1_000])
    #expect(Axis.percent("share", upTo: 1).ticks.last == 1)
  }

  @Test func axesOfConstantOrMissingValuesHaveWidth() {
    for values in [[0.5, 0.5], [], [.nan], [0], [-7]] as [[Double]] {
      let axis = Axis.values("x", values)
      #expect(axis.upper > axis.lower)
      #expect(axis.ticks.count >= 2)
    }
  }

  @Test func aLogarithmicAxisSpacesDecadesEvenly() {
    let axis = Axis.ranks("rank", to: 1_000)
    #expect(abs(axis.place(10) - 1.0 / 3) < 1e-12)
    #expect(axis.place(1_000) == 1)
  }

  @Test func csvFieldsAreQuotedWhereNeeded() {
    let download = Download.csv(
      "a.csv", words: "", header: ["id", "class"],
      rows: [["plain", "a,b"], ["say \"hi\"", "two\nlines"]])
    let text = String(decoding: download.content, as: UTF8.self)
    #expect(text == "id,class\nplain,\"a,b\"\n\"say \"\"hi\"\"\",\"two\nlines\"\n")
  }

  @Test func manyPointsBecomeAShortCurve() throws {
    var generator = SeededGenerator(seed: 2)
    let labels = (0..<20_000).map { $0 % 3 == 0 }
    let scores = labels.map { Double.random(in: 0..<1, using: &generator) + ($0 ? 0.2 : 0) }
    let curve = try #require(ROCCurve(scores: scores, labels: labels))
    let figure = ROCFigure(
      id: "roc", title: "ROC", caption: "", lines: [ROCFigure.Line(name: "score", curve: curve)])
    #expect(figure.drawing().utf8.count < 25_000)
    #expect(curve.thresholds.count > 5_000)
  }
}
