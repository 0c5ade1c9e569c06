import Store
import Testing
import Vocabulary

/// Which class a name means.
@Suite struct ClassDirectoryTests {
  private let ring = HuntClass(id: 1, name: "ring", interest: 1)
  private let star = HuntClass(id: 2, name: "Étoile", interest: 0)

  @Test func caseMakesNoDifferenceInAnyScript() {
    let directory = ClassDirectory([ring, star])
    #expect(directory["RING"] == ring && directory["Ring"] == ring)
    #expect(directory["étoile"] == star && directory["ÉTOILE"] == star)
    #expect(directory["etoile"] == nil)
  }

  /// Hunts of the first versions may hold two such classes: each is itself first.
  @Test func aNameThatIsSpelledJustSoWins() {
    let small = HuntClass(id: 3, name: "étoile", interest: 1)
    let directory = ClassDirectory([star, small])
    #expect(directory["Étoile"] == star && directory["étoile"] == small)
    #expect(directory["ÉTOILE"] == star)
  }

  @Test func theNameOfAMergedClassStandsForItsTargetUnlessAnotherHasIt() {
    var directory = ClassDirectory([ring], merged: [("hoop", 1), ("gone", 9)])
    #expect(directory["hoop"] == nil && directory.target(of: "Hoop") == ring)
    #expect(directory.target(of: "gone") == nil)
    let hoop = HuntClass(id: 4, name: "Hoop", interest: 1)
    directory.add(hoop)
    #expect(directory.target(of: "hoop") == hoop)
    #expect(directory.classes == [ring, hoop])
  }
}
