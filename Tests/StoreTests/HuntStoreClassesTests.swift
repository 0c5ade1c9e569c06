import Store
import Testing
import Vocabulary

/// The person's own vocabulary.
@Suite struct HuntStoreClassesTests {
  @Test func classesKeepTheirOrderAndGetTheKeysOfTheirRule() throws {
    let fixture = try StoreFixture(galaxies: 0)
    var asked: [Set<Character>] = []
    for name in ["ring", "round", "spiral", "artifact"] {
      try fixture.store.addClass(
        name, hunt: fixture.hunt.id,
        keys: { name, taken in
          asked.append(taken)
          return name.first { !taken.contains($0) }
        })
    }
    let classes = try fixture.store.classes(hunt: fixture.hunt.id)
    #expect(classes.map(\.name) == ["ring", "round", "spiral", "artifact"])
    #expect(classes.map(\.key) == ["r", "o", "s", "a"])
    #expect(asked == [[], ["r"], ["r", "o"], ["r", "o", "s"]])
    #expect(classes.allSatisfy { $0.interest == 1 && $0.answers == 0 })
    #expect(try fixture.store.addClass("shell", hunt: fixture.hunt.id).key == nil)
  }

  @Test func namesAreUniqueWhateverTheCase() throws {
    let fixture = try StoreFixture(galaxies: 0)
    try fixture.store.addClass("Ring", hunt: fixture.hunt.id)
    #expect(throws: StoreError.classExists(name: "Ring")) {
      try fixture.store.addClass(" ring ", hunt: fixture.hunt.id)
    }
  }

  @Test func keysAreUniqueWithinAHunt() throws {
    let fixture = try StoreFixture(galaxies: 0)
    func add(_ name: String, _ key: Character, _ hunt: HuntRecord) throws -> Character? {
      try fixture.store.addClass(name, hunt: hunt.id, keys: { _, _ in key }).key
    }
    #expect(try add("ring", "r", fixture.hunt) == "r")
    #expect(throws: StoreError.keyTaken(key: "r")) { try add("shell", "r", fixture.hunt) }
    #expect(try add("shell", "+", fixture.hunt) == "+")
    #expect(try add("ring", "r", fixture.store.addHunt(name: "second")) == "r")
  }

  @Test func renamedClassKeepsItsAnswers() throws {
    let fixture = try StoreFixture()
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.store.addClass("shell", hunt: fixture.hunt.id)
    try fixture.answer(0, "ring")
    try fixture.store.renameClass("ring", to: "Ring galaxy", hunt: fixture.hunt.id)
    #expect(try fixture.labels() == ["G0": "Ring galaxy"])
    // Only the case changes: the class does not stand in its own way.
    try fixture.store.renameClass("ring galaxy", to: "ring GALAXY", hunt: fixture.hunt.id)
    #expect(throws: StoreError.classExists(name: "shell")) {
      try fixture.store.renameClass("ring galaxy", to: "Shell", hunt: fixture.hunt.id)
    }
    #expect(throws: StoreError.noClass(name: "ring", known: ["ring GALAXY", "shell"])) {
      try fixture.store.renameClass("ring", to: "x", hunt: fixture.hunt.id)
    }
  }

  @Test func mergesAreFollowedThroughChains() throws {
    let fixture = try StoreFixture()
    let hunt = fixture.hunt.id
    for name in ["ring", "annulus", "hoop"] { try fixture.store.addClass(name, hunt: hunt) }
    try fixture.answer(0, "ring")
    try fixture.answer(1, "annulus")
    try fixture.answer(2, "hoop")
    try fixture.store.mergeClass("ring", into: "annulus", hunt: hunt)
    try fixture.store.mergeClass("annulus", into: "hoop", hunt: hunt)
    #expect(try fixture.labels() == ["G0": "hoop", "G1": "hoop", "G2": "hoop"])
    let classes = try fixture.store.classes(hunt: hunt)
    #expect(classes.map(\.name) == ["hoop"] && classes[0].answers == 3)
    // The merged name is free again, and a class of that name is a new one.
    try fixture.store.addClass("ring", hunt: hunt)
    try fixture.answer(3, "ring")
    #expect(try fixture.labels()["G3"] == "ring" && fixture.labels()["G0"] == "hoop")
    #expect(throws: StoreError.mergeIntoItself(name: "hoop")) {
      try fixture.store.mergeClass("hoop", into: "HOOP", hunt: hunt)
    }
  }

  @Test(arguments: [-1, .nan, .infinity, 1e7])
  func refusesInterest(value: Double) throws {
    let fixture = try StoreFixture(galaxies: 0)
    try fixture.store.addClass("ring", interest: 2, hunt: fixture.hunt.id)
    #expect(throws: StoreError.self) {
      try fixture.store.weighClass("ring", interest: value, hunt: fixture.hunt.id)
    }
    #expect(try fixture.store.classes(hunt: fixture.hunt.id)[0].interest == 2)
  }

  @Test func weightsChange() throws {
    let fixture = try StoreFixture(galaxies: 0)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.store.weighClass("RING", interest: 0, hunt: fixture.hunt.id)
    #expect(try fixture.store.classes(hunt: fixture.hunt.id)[0].interest == 0)
  }

  @Test func defaultHuntIsMadeOnce() throws {
    let fixture = try StoreFixture(galaxies: 0)
    #expect(try fixture.store.defaultHunt() == fixture.hunt)
    #expect(try fixture.store.addHunt(name: "hunt", goal: "other") == fixture.hunt)
    #expect(try fixture.store.hunts().count == 1)
  }
}
