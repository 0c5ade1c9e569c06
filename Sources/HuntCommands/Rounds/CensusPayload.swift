import AHuntKit
import Vocabulary

/// How many galaxies of the person's kind there are, in a command's JSON.
struct CensusPayload: Codable {
  /// Hunted galaxies among those with an answer.
  let found: Int
  /// Galaxies drawn at random and answered.
  let drawn: Int
  /// Those of them that are hunted.
  let hunted: Int
  /// Answers that the head foretold and was held to.
  let foretold: Int
  /// Hunted galaxies that the head expects among those nobody has looked at; null before a few finds.
  @Nullable var unseen: Int?
  /// The same at most; null where nothing bounds it.
  @Nullable var unseenAtMost: Int?
  let confidence: Double
  /// Share of the survey that is hunted, and its bounds.
  @Nullable var share: Double?
  @Nullable var lower: Double?
  @Nullable var upper: Double?
  /// All of it in words.
  let sentence: String

  init(_ census: Census) {
    found = census.found
    drawn = census.drawn
    hunted = census.drawnFinds
    foretold = census.foretold
    unseen = census.left
    unseenAtMost = census.leftAtMost
    confidence = census.confidence
    share = census.share
    lower = census.leastShare
    upper = census.greatestShare
    sentence = census.sentence
  }

  /// The same for people; how to narrow the bound where it says next to nothing.
  func write(to page: inout TextPage, galaxies: Int) {
    page.line(sentence)
    if unseenAtMost ?? galaxies > galaxies / 20 {
      page.line(page.palette.dim("`ahunt round --arm random=1` asks what narrows this."))
    }
  }
}
