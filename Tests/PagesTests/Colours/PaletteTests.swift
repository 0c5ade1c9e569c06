import Foundation
import Testing

@testable import Pages

/// The colours of the style sheet, in daylight and in the dark.
@Suite struct PaletteTests {
  enum Theme: String, CaseIterable {
    case light
    case dark

    /// The custom properties of the style sheet's first or second `:root`.
    var colours: [String: Colour] {
      let sheet = String(decoding: PackageResources.report_css, as: UTF8.self)
      let blocks = sheet.components(separatedBy: ":root {").dropFirst()
      let block = Array(blocks)[self == .light ? 0 : 1].prefix { $0 != "}" }
      return Dictionary(
        uniqueKeysWithValues: block.matches(of: /--([a-z0-9]+): (#[0-9a-f]{6})/).compactMap {
          match in
          Colour(hex: match.2).map { (String(match.1), $0) }
        })
    }

    func colour(_ name: String) throws -> Colour { try #require(colours[name], "\(name)") }
  }

  /// The first, a third and the last pair of the paper's table.
  @Test(arguments: [
    ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425),
    ([50, 2.5, 0], [73, 25, -18], 27.1492),
    ([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377),
    ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
  ])
  func differencesAreThoseOfThePaper(first: [Double], second: [Double], difference: Double) {
    let a = CIELab(l: first[0], a: first[1], b: first[2])
    let b = CIELab(l: second[0], a: second[1], b: second[2])
    #expect(abs(a.difference(b) - difference) < 5e-5)
    #expect(abs(b.difference(a) - difference) < 5e-5)
  }

  /// The ink of averages is an eleventh curve.
  @Test(arguments: Theme.allCases, ColourVision.allCases)
  func everyTwoCurvesDiffer(theme: Theme, vision: ColourVision) throws {
    let names = (0..<Series.colours).map { "c\($0)" } + ["ink"]
    let seen = try names.map { vision.seen(try theme.colour($0)) }
    for first in names.indices {
      for second in names.indices where second > first {
        let difference = seen[first].difference(seen[second])
        #expect(difference >= 10, "\(names[first]) and \(names[second]): \(difference)")
        // Neighbours of one dash have only their colour.
        guard second < Series.colours, dash(first) == dash(second) else { continue }
        #expect(difference >= 15, "\(names[first]) and \(names[second]): \(difference)")
      }
    }
  }

  private func dash(_ index: Int) -> String {
    Series.style(at: index).split(separator: " ").dropFirst(2).joined()
  }

  @Test func sixtyStylesAreSixty() {
    #expect(Set((0..<60).map { Series.style(at: $0) }).count == 60)
    #expect(Set((0..<20).map { Series.dotStyle(at: $0) }).count == 20)
    for index in 0..<59 { #expect(dash(index) != dash(index + 1)) }
    let sheet = String(decoding: PackageResources.report_css, as: UTF8.self)
    for name in Series.dashes.dropFirst() {
      #expect(sheet.contains("svg .\(name.dropFirst()) { stroke-dasharray:"), "\(name)")
    }
  }

  @Test(arguments: Theme.allCases)
  func curvesAndWordsStandOutFromThePaper(theme: Theme) throws {
    for ground in ["paper", "panel"] {
      for name in ["ink", "soft", "accent"] {
        let contrast = try theme.colour(name).contrast(try theme.colour(ground))
        #expect(contrast >= 4.5, "\(name) on \(ground): \(contrast)")
      }
    }
    for index in 0..<Series.colours {
      let contrast = try theme.colour("c\(index)").contrast(try theme.colour("paper"))
      #expect(contrast >= 3, "c\(index): \(contrast)")
    }
  }

  /// Every percentage a cell of the confusion matrix can have.
  @Test(arguments: Theme.allCases)
  func cellsOfTheConfusionMatrixCanBeRead(theme: Theme) throws {
    for percent in 0...100 {
      let ground = try theme.colour("panel").mixed(
        with: try theme.colour("heat"), share: Double(percent) / 100)
      let isStrong = percent >= ConfusionFigure.strongPercent
      let contrast = try theme.colour(isStrong ? "strong" : "weak").contrast(ground)
      #expect(contrast >= 4.5, "\(percent)%: \(contrast)")
    }
  }
}
