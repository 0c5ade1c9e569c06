import Evaluation
import Testing

@testable import Hunting

struct StoppingRuleTests {
  private func rule(
    _ hits: Int, of draws: Int, galaxies: Int = 1_000, remaining: Int = 940
  ) -> StoppingRule {
    StoppingRule(
      sample: Prevalence(sampleSize: draws, hunted: hits), galaxies: galaxies,
      remaining: remaining)
  }

  @Test func boundsWhatIsLeft() {
    // 0.0487 of 1,000.
    #expect(rule(0, of: 60).unseenAtMost == 48)
    #expect(
      rule(0, of: 60).sentence
        == "At most 48 of your kind are left unseen (95% confidence, 60 random draws).")
  }

  @Test func hitsInTheSampleAreSeenAlready() {
    #expect(rule(3, of: 40, galaxies: 100, remaining: 60).unseenAtMost == 15)
  }

  @Test func neverMoreThanAreLeft() {
    #expect(rule(1, of: 2, galaxies: 7, remaining: 5).unseenAtMost! <= 5)
    #expect(rule(1, of: 9, galaxies: 9, remaining: 0).unseenAtMost == 0)
  }

  @Test func nothingIsKnownWithoutADraw() {
    #expect(rule(0, of: 0).unseenAtMost == nil)
    #expect(rule(0, of: 0).sentence.hasPrefix("No galaxy has been drawn at random yet"))
  }

  /// What the other arms ask between two random draws: mostly hunted galaxies, any, or none hunted.
  enum Others: CaseIterable {
    case hunted, any, boring
  }

  @Test(arguments: Others.allCases)
  func theBoundHoldsInNineteenOfTwentyHunts(others: Others) {
    // 40 of 400 are hunted; each round draws two at random and three in another way.
    var broken = 0
    var sum = 0
    for seed in 0..<400 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var open = Set(0..<400)
      let order = RandomOrder(count: 400, seed: seed).order
      var draws = 0
      var hits = 0
      for _ in 0..<40 {
        for galaxy in order.lazy.filter({ open.contains($0) }).prefix(2) {
          open.remove(galaxy)
          draws += 1
          if galaxy < 40 { hits += 1 }
        }
        let wanted = open.sorted().filter {
          others == .any || ($0 < 40) == (others == .hunted && Bool.random(using: &generator))
        }
        for galaxy in wanted.shuffled(using: &generator).prefix(3) { open.remove(galaxy) }
      }
      let rule = StoppingRule(
        sample: Prevalence(sampleSize: draws, hunted: hits), galaxies: 400, remaining: open.count)
      sum += rule.unseenAtMost!
      if open.count(where: { $0 < 40 }) > rule.unseenAtMost! { broken += 1 }
    }
    // 20 expected at most; three standard deviations more.
    #expect(broken <= 33)
    // Nor is it bought with a bound that says nothing: the truth is some 20 of 200.
    #expect(sum < 400 * 80)
  }
}
