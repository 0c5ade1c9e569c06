import Testing

@testable import Hunting

struct AnswerFoldsTests {
  private let labels = (0..<61).map { $0 % 10 == 0 ? 1 : $0 % 3 == 0 ? 2 : 0 }

  @Test func everyClassIsSpreadOverAllParts() {
    let folds = AnswerFolds(labels: labels, count: 4, seed: 3)
    for label in 0...2 {
      let counts = (0..<4).map { part in folds.held(part).count { labels[$0] == label } }
      #expect(counts.max()! - counts.min()! <= 1, "class \(label): \(counts)")
    }
    let sizes = (0..<4).map { folds.held($0).count }
    #expect(sizes.max()! - sizes.min()! <= 1)
  }

  @Test func partsAreHeldOutOnceEach() {
    let folds = AnswerFolds(labels: labels, count: 4, seed: 3)
    #expect((0..<4).flatMap { folds.held($0) }.sorted() == Array(labels.indices))
    for part in 0..<4 {
      #expect(Set(folds.learned(without: part)).isDisjoint(with: folds.held(part)))
      #expect(folds.learned(without: part).count + folds.held(part).count == labels.count)
    }
  }

  @Test func theSeedDecides() {
    let folds = AnswerFolds(labels: labels, count: 4, seed: 3)
    #expect(folds == AnswerFolds(labels: labels, count: 4, seed: 3))
    #expect(folds != AnswerFolds(labels: labels, count: 4, seed: 4))
  }
}
