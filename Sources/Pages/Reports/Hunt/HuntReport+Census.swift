import Vocabulary

extension HuntReport {
  /// How many galaxies of interest there are, in the words of rounds and rankings, and what they mean.
  var censusBlocks: [Block] {
    guard let census else { return [] }
    guard census.unseen > 0, let most = census.leftAtMost else {
      return [.paragraph(census.sentence)]
    }
    let percent = Figures.decimal(census.confidence * 100, places: 0)
    var meaning =
      "So the survey holds from \(Numbers.count(census.found)) to "
      + "\(Numbers.count(census.found + most)) galaxies of interest. The lower number is what has "
      + "been found; the upper one holds in at least \(percent) of 100 hunts like this one. "
    if census.foretold > 0 {
      meaning +=
        "It is the smaller of two bounds: what the random draws alone allow, and what the head's "
        + "probabilities of the unseen galaxies add up to, widened by how far off they were for "
        + "the latest answers."
    } else {
      meaning +=
        "It rests on the random draws alone; from \(Census.fewestFinds) finds on, the head's "
        + "probabilities narrow it."
    }
    return [.paragraph(census.sentence), .paragraph(meaning)]
  }
}
