import AHuntKit
import Vocabulary

/// What random draws say of the galaxies nobody has been asked about, in a command's JSON.
struct UnseenPayload: Codable {
  /// Galaxies drawn at random and answered.
  let drawn: Int
  /// Those of them that are hunted.
  let hunted: Int
  /// Hunted galaxies among all without an answer, at most; null before the first draw.
  @Nullable var unseenAtMost: Int?
  let confidence: Double
  /// Share of the survey that is hunted, where the random order has an answered beginning.
  @Nullable var share: Double?
  @Nullable var lower: Double?
  @Nullable var upper: Double?
  /// The bound in words.
  let sentence: String

  init(_ unseen: Unseen) {
    drawn = unseen.drawn
    hunted = unseen.hunted
    unseenAtMost = unseen.atMost
    confidence = unseen.confidence
    share = unseen.share?.estimate
    lower = unseen.share?.lower
    upper = unseen.share?.upper
    sentence = unseen.sentence
  }

  /// The same for people; how to narrow the bound where it says next to nothing.
  func write(to page: inout TextPage, galaxies: Int) {
    page.line(sentence)
    if let share, let lower, let upper {
      func percent(_ value: Double) -> String { Figures.decimal(value * 100, places: 1) }
      page.line(
        "About \(percent(share))% of the survey is of your kind "
          + "(\(percent(lower))–\(percent(upper))%).")
    }
    if unseenAtMost ?? galaxies > galaxies / 20 {
      page.line(page.palette.dim("`ahunt round --arm random=1` asks what narrows this."))
    }
  }
}
