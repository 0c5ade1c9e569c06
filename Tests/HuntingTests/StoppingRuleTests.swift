import Testing

@testable import Hunting

struct StoppingRuleTests {
  @Test func boundsWhatIsLeft() {
    let rule = StoppingRule(sample: Prevalence(sampleSize: 60, hunted: 0), remaining: 940)
    // 0.0487 of the 1,000 that no chosen arm asked.
    #expect(rule.unseenAtMost == 48)
    #expect(rule.sentence == "At most 48 of your kind are left unseen (95% confidence).")
  }

  @Test func hitsInTheSampleAreSeenAlready() {
    let rule = StoppingRule(sample: Prevalence(sampleSize: 40, hunted: 3), remaining: 60)
    #expect(rule.unseenAtMost == 15)
  }

  @Test func neverMoreThanAreLeft() {
    #expect(
      StoppingRule(sample: Prevalence(sampleSize: 2, hunted: 1), remaining: 5).unseenAtMost! <= 5)
    #expect(
      StoppingRule(sample: Prevalence(sampleSize: 9, hunted: 1), remaining: 0).unseenAtMost == 0)
  }

  @Test func nothingIsKnownWithoutADraw() {
    let rule = StoppingRule(sample: Prevalence(sampleSize: 0, hunted: 0), remaining: 10)
    #expect(rule.unseenAtMost == nil)
    #expect(rule.sentence.hasPrefix("No galaxy has been drawn at random yet"))
  }

  @Test func theBoundHoldsInNineteenOfTwentySurveys() {
    // 20 of 500 hunted, 80 drawn at random: how often is the truth above the bound?
    var broken = 0
    for seed in 0..<400 as Range<UInt64> {
      let drawn = RandomOrder(count: 500, seed: seed).order.prefix(80)
      let hits = drawn.count { $0 < 20 }
      let rule = StoppingRule(sample: Prevalence(sampleSize: 80, hunted: hits), remaining: 420)
      if 20 - hits > rule.unseenAtMost! { broken += 1 }
    }
    #expect(broken <= 20)
  }
}
