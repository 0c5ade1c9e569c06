import Synchronization
import Testing
import Vocabulary

@testable import Hunting

struct QueryRoundTests {
  @Test func everyArmGetsItsShareAndPositionsCount() throws {
    let fixture = try RoundFixture(size: 20)
    let questions = try fixture.round.plan()
    #expect(questions.map(\.position) == Array(1...20))
    let counts = Arm.allCases.map { arm in questions.count { $0.arm == arm } }
    #expect(counts == QueryBudget.standard.counts(size: 20))
    // The arms alternate instead of following one another.
    #expect(questions.prefix(10).count { $0.arm == .interest } < 10)
    #expect(questions.suffix(10).count { $0.arm == .interest } < 10)
  }

  @Test func neverAsksTwiceUntilNothingIsLeft() throws {
    var fixture = try RoundFixture(counts: [40, 30, 20], size: 13)
    var asked = fixture.round.excluded
    var rounds = 0
    while true {
      fixture.round.excluded = asked
      let questions = try fixture.round.plan()
      if questions.isEmpty { break }
      rounds += 1
      let galaxies = questions.map(\.galaxy)
      #expect(Set(galaxies).count == galaxies.count)
      #expect(asked.isDisjoint(with: galaxies))
      asked.formUnion(galaxies)
    }
    #expect(asked.count == 90)
    #expect(rounds == 6)
  }

  @Test func fewerGalaxiesLeftMakeFewerQuestions() throws {
    var fixture = try RoundFixture(size: 20)
    let open = [3, 50, 77].filter { !fixture.round.excluded.contains($0) }
    fixture.round.excluded = Set(0..<fixture.round.features.rows).subtracting(open)
    #expect(try Set(fixture.round.plan().map(\.galaxy)) == Set(open))
    fixture.round.excluded = Set(0..<fixture.round.features.rows)
    #expect(try fixture.round.plan().isEmpty)
    fixture.round.size = 0
    fixture.round.excluded = []
    #expect(try fixture.round.plan().isEmpty)
  }

  @Test func theSameInputsAskTheSameQuestions() throws {
    let first = try RoundFixture().round.plan()
    #expect(try RoundFixture().round.plan() == first)
    var other = try RoundFixture()
    other.round.drawSeed = 78
    let draws = { (questions: [PlannedQuestion]) in
      questions.filter { $0.arm == .random }.map(\.galaxy)
    }
    #expect(draws(try other.round.plan()) != draws(first))
  }

  @Test func nearDuplicatesAreNeverBothAsked() throws {
    // Forty copies of one hunted galaxy, a hair apart.
    let base = try RoundFixture()
    let member = base.clusters.clouds.indices.last { base.clusters.clouds[$0] == 2 }!
    let copies = (0..<40).map { copy in
      base.clusters.features[member].map { $0 + Float(copy) * 1e-4 }
    }
    let budget = try QueryBudget(shares: [.interest: 0.6, .novelty: 0.2, .uncertainty: 0.2])
    var fixture = try RoundFixture(extraRows: copies, budget: budget)
    let isCopy = { (galaxy: Int) in galaxy == member || galaxy >= 250 }
    let first = try fixture.round.plan()
    #expect(first.count { isCopy($0.galaxy) } <= 1)
    // Once one is asked, its copies are not asked in a later round either.
    fixture.round.excluded.insert(member)
    #expect(try !fixture.round.plan().contains { isCopy($0.galaxy) })
  }

  @Test func coldStartMovesInterestToNovelty() throws {
    var fixture = try RoundFixture(interests: [0, 0, 0])
    let counts = { (questions: [PlannedQuestion]) in
      Arm.allCases.map { arm in questions.count { $0.arm == arm } }
    }
    let budget = try QueryBudget(
      shares: [.interest: 0.5, .novelty: 0.2, .uncertainty: 0.2, .random: 0.1])
    fixture.round.budget = budget
    #expect(counts(try fixture.round.plan()) == [0, 14, 4, 2])
    // With no answer at all there is nothing to hesitate between either.
    let head = PersonalisedHead(for: fixture.round.features)
    fixture.round.classes = []
    fixture.round.probabilities = try head.probabilities(fixture.round.features)
    #expect(counts(try fixture.round.plan()) == [0, 18, 0, 2])
  }

  @Test func questionsCarryTheHeadsShares() throws {
    let fixture = try RoundFixture()
    for question in try fixture.round.plan() {
      #expect(question.probabilities == Array(fixture.round.probabilities[question.galaxy]))
      #expect(question.probabilities.count == 4)
      #expect(!question.why.isEmpty)
    }
  }

  @Test func inputsThatDoNotFitAreRefused() throws {
    var fixture = try RoundFixture()
    fixture.round.novelty = { [Float](repeating: 1, count: 249) }
    #expect(
      throws: HuntingError.countMismatch(what: "novelty scores", expected: 250, found: 249)
    ) { try fixture.round.plan() }
    fixture = try RoundFixture()
    fixture.round.classes[0] = HuntClass(id: 0, name: "cloud 0", interest: -2)
    #expect(throws: HuntingError.negativeInterest(className: "cloud 0", interest: -2)) {
      try fixture.round.plan()
    }
    fixture = try RoundFixture()
    fixture.round.classes.swapAt(0, 1)
    #expect(throws: HuntingError.self) { try fixture.round.plan() }
  }

  @Test func noveltyIsLoadedOnceAndOnlyForAnArmThatNeedsIt() throws {
    let loads = Mutex(0)
    var fixture = try RoundFixture()
    let novelty = try fixture.round.novelty()
    let plan = try fixture.round.plan()
    fixture.round.novelty = {
      loads.withLock { $0 += 1 }
      return novelty
    }
    #expect(try fixture.round.plan() == plan)
    #expect(loads.withLock { $0 } == 1)
    fixture.round.budget = try QueryBudget(shares: [.interest: 0.5, .random: 0.5])
    #expect(try fixture.round.plan().count == 20)
    #expect(loads.withLock { $0 } == 1)
    // Without an answered interest, its turns are the novelty arm's.
    fixture.round.classes = fixture.round.classes.map {
      HuntClass(id: $0.id, name: $0.name, interest: 0)
    }
    #expect(try fixture.round.plan().contains { $0.arm == .novelty })
    #expect(loads.withLock { $0 } == 2)
    struct Failure: Error {}
    fixture.round.novelty = { throw Failure() }
    #expect(throws: Failure.self) { try fixture.round.plan() }
  }
}
