package import Foundation
package import Store
import Vocabulary

/// What came of one line of answers.
package struct AnswerNews: Sendable, Equatable {
  /// The galaxy's object id.
  package let objectID: String
  /// The class that it was given, nil for a skip.
  package let className: String?
  /// What the same person had said before and has taken back by it.
  package let instead: Saying.Earlier?
}

/// Takes answers in line by line, and writes them down as they come.
///
/// All lines of a piece are one transaction: once `take` returns, no crash loses what it gives back.
/// A line that is wrong is left out and told; the others are recorded, unless it is strict.
package struct AnswerIntake {
  /// What came of it so far.
  package private(set) var tally = ReviewTally()
  /// Lines that were not recorded.
  package private(set) var faults: [AnswerLineFault] = []

  private let name: String
  private let store: HuntStore
  private let hunt: HuntRecord.ID
  private let annotator: String
  private let round: Int?
  private let isStrict: Bool
  private let now: @Sendable () -> Date
  private var lines = AnswerLines()
  /// Lines that wait for the end, where it is strict.
  private var waiting: [AnswerLine] = []

  /// An intake that has got nothing yet.
  ///
  /// - Parameters:
  ///   - name: what errors call the text.
  ///   - round: only questions of the round of this number are answered; nil for all.
  ///   - isStrict: whether nothing is recorded where any line is wrong.
  package init(
    name: String, store: HuntStore, hunt: HuntRecord.ID, annotator: String, round: Int? = nil,
    isStrict: Bool = false, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.name = name
    self.store = store
    self.hunt = hunt
    self.annotator = annotator
    self.round = round
    self.isStrict = isStrict
    self.now = now
  }

  /// Takes the next piece of the text.
  ///
  /// - Returns: What was recorded, and is on disk.
  /// - Throws: `ReviewError.notRecorded` where the store refuses; what was given back before is kept.
  ///   `.answersNotText` for bytes that no text has.
  package mutating func take(_ piece: [UInt8]) throws -> [AnswerNews] {
    // Every picture, and text in UTF-16, soon has a zero byte.
    if piece.contains(0) { throw ReviewError.answersNotText(file: name) }
    return try take(lines.take(piece))
  }

  /// Ends the text.
  package mutating func finish() throws -> [AnswerNews] {
    var news = try take(lines.finish())
    if isStrict {
      news = try record(waiting)
      if !faults.isEmpty { (news, tally) = ([], ReviewTally()) }
    }
    faults.sort { $0.number < $1.number }
    tally.remaining = try store.openQuestionCount(hunt: hunt, round: round)
    return news
  }

  private mutating func take(_ items: [AnswerLines.Item]) throws -> [AnswerNews] {
    var good: [AnswerLine] = []
    for item in items {
      switch item {
      case .success(let line): good.append(line)
      case .failure(let fault): faults.append(fault)
      }
    }
    guard !isStrict else {
      waiting += good
      return []
    }
    return try record(good)
  }

  private mutating func record(_ good: [AnswerLine]) throws -> [AnswerNews] {
    guard let first = good.first else { return [] }
    /// Undoes all of a strict intake.
    struct Refused: Error { let outcomes: [LineOutcome] }
    let hasFaults = !faults.isEmpty
    var outcomes: [LineOutcome] = []
    var added: [HuntClass] = []
    do {
      (outcomes, added) = try store.transaction { store in
        let result = try store.record(
          lines: good.map { ($0.objectID, $0.className) }, hunt: hunt, round: round,
          annotator: annotator, keys: ClassKeys.next, now: now())
        let isAllSaid = result.outcomes.allSatisfy { if case .said = $0 { true } else { false } }
        if isStrict, hasFaults || !isAllSaid { throw Refused(outcomes: result.outcomes) }
        return result
      }
    } catch let refused as Refused {
      outcomes = refused.outcomes
    } catch let error as StoreError {
      throw ReviewError.notRecorded(
        objectID: first.objectID, recorded: tally.answered + tally.skipped, reason: error)
    }
    tally.named += added
    return zip(good, outcomes).compactMap { line, outcome in told(line, outcome) }
  }

  private mutating func told(_ line: AnswerLine, _ outcome: LineOutcome) -> AnswerNews? {
    func fault(_ reason: String) {
      faults.append(AnswerLineFault(number: line.number, reason: reason))
    }
    switch outcome {
    case .notAsked:
      fault("\(line.objectID) is not among the questions\(round.map { " of round \($0)" } ?? "")")
    case .ambiguous:
      fault("questions of several catalogs are called \(line.objectID)")
    case .said(.unchanged): tally.answeredBefore += 1
    case .said(.recorded(_, let instead)):
      if line.className == nil { tally.skipped += 1 } else { tally.answered += 1 }
      if instead != nil { tally.corrected += 1 }
      return AnswerNews(
        objectID: line.objectID, className: line.className, instead: instead)
    }
    return nil
  }
}
