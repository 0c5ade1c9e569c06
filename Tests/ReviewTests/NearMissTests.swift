import Review
import Testing
import Vocabulary

/// Names that are most likely known ones, mistyped.
@Suite struct NearMissTests {
  private static let classes = [
    "ordinary", "tidal tail", "ring", "lens", "class 1", "edge-on", "arc", "spiral", "boss",
  ].enumerated().map { HuntClass(id: Int64($0 + 1), name: $1, interest: 1) }

  @Test(
    arguments: [
      ("ordinray", "ordinary"), ("Ordinari", "ordinary"), ("ordinarys", "ordinary"),
      ("tidal pair", "tidal tail"), ("tidal_tail", "tidal tail"), ("TIDALTAIL", "tidal tail"),
      ("tidal tails", "tidal tail"), ("rings", "ring"), ("Ring", "ring"), ("rng", "ring"),
      ("rign", "ring"), ("lenses", "lens"), ("class_1", "class 1"), ("class 2", nil),
      ("class 11", nil), ("edge on", "edge-on"), ("arm", nil), ("arcs", "arc"),
      ("spirals", "spiral"), ("spherical", nil), ("merger", nil), ("shell", nil), ("bos", "boss"),
      ("星", nil), ("-", nil),
    ] as [(String, String?)])
  func knowsTheClassThatIsMeant(name: String, meant: String?) {
    #expect(NearMiss.class(like: name, among: Self.classes)?.name == meant)
  }

  @Test func theNearestIsMeant() {
    let classes = ["merger one", "merged one"].enumerated().map {
      HuntClass(id: Int64($0 + 1), name: $1, interest: 1)
    }
    #expect(NearMiss.class(like: "merged oen", among: classes)?.name == "merged one")
    #expect(NearMiss.class(like: "ring", among: []) == nil)
  }
}
