import Evaluation

extension HuntReport {
  /// Rows of the tables of doubts.
  private static let listed = 100

  /// Where people disagree, and which answers may be slips.
  func doubtSection() -> PageSection {
    let blocks: [Block]
    if let doubts {
      blocks = disagreementBlocks(doubts) + mistakeBlocks(doubts)
    } else {
      blocks = [.absent("Nobody looked for doubtful answers.")]
    }
    return PageSection(id: "doubts", title: "Doubtful answers", blocks: blocks)
  }

  private func disagreementBlocks(_ doubts: HuntDoubts) -> [Block] {
    let heading = Block.heading("Where people disagree")
    guard doubts.sharedGalaxies > 0 else {
      return [heading, .absent("No galaxy has been answered by two people.")]
    }
    let galaxies = Numbers.count(doubts.sharedGalaxies)
    let agreement =
      doubts.kappa.map {
        " Fleiss' kappa of their first answers is \(Numbers.rate($0.estimate)) "
          + "(95% interval \(Numbers.bounds($0))): 1 is full agreement, 0 what chance would give."
      }
      ?? (doubts.sharedGalaxies < HuntDoubts.fewestForKappa
        ? " That is too few for a kappa." : "")
    let several =
      doubts.sharedGalaxies == 1
      ? "One galaxy was answered by more than one person."
      : "\(galaxies) galaxies were answered by more than one person."
    let pairs = DataTable(
      caption: "Each two people, by their first answers; kappa from "
        + "\(HuntDoubts.fewestForKappa) galaxies on",
      columns: [
        "First", "Second", "Galaxies", "Same class", "Share", "Cohen's kappa", "95% interval",
      ],
      rows: doubts.pairs.map { pair in
        [
          pair.first, pair.second, Numbers.count(pair.galaxies), Numbers.count(pair.agreed),
          Numbers.percent(Double(pair.agreed) / Double(max(pair.galaxies, 1))),
          Numbers.rate(pair.kappa?.estimate), Numbers.bounds(pair.kappa),
        ]
      }, wordColumns: [1])
    let start =
      [heading, .paragraph(several + agreement)] + (doubts.pairs.isEmpty ? [] : [.table(pairs)])
    guard !doubts.disagreements.isEmpty else {
      return start + [.paragraph("On every one of them people say the same now.")]
    }
    return start + [
      .gallery(
        title: "Galaxies that people see differently: "
          + Numbers.shown(doubts.disagreements.count, of: HuntDoubts.shown),
        items: doubts.disagreements.prefix(HuntDoubts.shown).map { galaxy in
          GalleryItem(
            objectID: galaxy.objectID, picture: galaxy.picture,
            lines: galaxy.said.map { "\($0.annotator): \($0.label)" }
              + [galaxy.label.map { "counts as \($0)" } ?? "counts as nothing"])
        }),
      .table(
        DataTable(
          caption: "Who said what: " + Numbers.shown(doubts.disagreements.count, of: Self.listed),
          columns: ["Galaxy", "Counts as", "Answers"],
          rows: doubts.disagreements.prefix(Self.listed).map { galaxy in
            [
              galaxy.objectID, galaxy.label ?? "–",
              galaxy.said.map { "\($0.annotator): \($0.label)" }.joined(separator: "; "),
            ]
          }, wordColumns: [1, 2])),
    ]
  }

  private func mistakeBlocks(_ doubts: HuntDoubts) -> [Block] {
    let heading = Block.heading("Answers that may be slips")
    let sure = Numbers.fixed(doubts.surety * 100, 0)
    guard !doubts.mistakes.isEmpty else {
      return [
        heading,
        .absent(
          "Of no answer is a head that did not learn it at least \(sure)% sure that it should be "
            + "another."),
      ]
    }
    return [
      heading,
      .paragraph(
        "Each answer was set aside once, and a head that learned the others said what the galaxy is. "
          + "Here it is at least \(sure)% sure of another class. The person may still be right: "
          + "rare kinds look like their neighbours to a head that has seen few of them."),
      .gallery(
        title: "The most doubtful: " + Numbers.shown(doubts.mistakes.count, of: HuntDoubts.shown),
        items: doubts.mistakes.prefix(HuntDoubts.shown).map { doubt in
          GalleryItem(
            objectID: doubt.objectID, picture: doubt.picture,
            lines: [
              "answered \(doubt.label)" + (doubt.isConfirmed ? ", and confirmed" : ""),
              "head: \(doubt.suggested), \(Numbers.percent(doubt.suggestedShare))",
            ])
        }),
      .table(
        DataTable(
          caption: "Doubtful answers: " + Numbers.shown(doubts.mistakes.count, of: Self.listed),
          columns: [
            "Galaxy", "Answer", "By", "Head's share for it", "Head's class", "Its share",
            "Confirmed",
          ],
          rows: doubts.mistakes.prefix(Self.listed).map { doubt in
            [
              doubt.objectID, doubt.label, doubt.annotator, Numbers.percent(doubt.labelShare),
              doubt.suggested, Numbers.percent(doubt.suggestedShare),
              doubt.isConfirmed ? "yes" : "",
            ]
          }, wordColumns: [1, 2, 4, 6])),
    ]
  }
}
