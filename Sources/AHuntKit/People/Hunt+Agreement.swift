import Evaluation
package import Store

extension Hunt {
  /// How far people agree.
  ///
  /// Agreement is measured on the first word of each person that stands: whoever answers once more to
  /// settle a disagreement has seen what others said. For the same reason, one who decides for all is
  /// left out of it.
  ///
  /// - Parameter pinned: a snapshot of the hunt's store to read from; one of its own if nil.
  package func agreement(in pinned: HuntStore? = nil) throws -> LabelAgreement {
    let (answers, reasks, rule, classes, labels) = try (pinned ?? store).snapshot { store in
      (
        try store.standingAnswers(hunt: id), try store.reasks(hunt: id),
        try store.labelRule(hunt: id), try store.classes(hunt: id),
        try store.currentLabels(hunt: id)
      )
    }
    let names = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
    let galaxies = PeopleOnGalaxy.all(answers)

    let judged = galaxies.map { galaxy in
      galaxy.first.filter { $0.key != rule.adjudicator }.mapValues { Int($0.label) }
    }
    let people = Set(judged.flatMap(\.keys)).sorted()
    var pairs: [LabelAgreement.Pair] = []
    for (place, first) in people.enumerated() {
      for second in people[(place + 1)...] {
        let both = judged.compactMap { said in
          said[first].flatMap { one in said[second].map { (one, $0) } }
        }
        guard !both.isEmpty else { continue }
        pairs.append(
          LabelAgreement.Pair(
            first: first, second: second, galaxies: both.count,
            agreed: both.count { $0.0 == $0.1 },
            kappa: Kappa.cohenInterval(both).map(LabelAgreement.Estimate.init)))
      }
    }
    let shared = judged.filter { $0.count > 1 }.map { $0.sorted { $0.key < $1.key }.map(\.value) }

    var consistency: [LabelAgreement.Consistency] = []
    for (annotator, own) in Dictionary(grouping: reasks, by: \.annotator).sorted(by: {
      $0.key < $1.key
    }) {
      let said = own.compactMap { reask in reask.label.map { (Int(reask.earlierLabel), Int($0)) } }
      guard !said.isEmpty else { continue }
      consistency.append(
        LabelAgreement.Consistency(
          annotator: annotator, galaxies: said.count, agreed: said.count { $0.0 == $0.1 },
          kappa: Kappa.cohenInterval(said).map(LabelAgreement.Estimate.init)))
    }

    return LabelAgreement(
      annotators: Set(answers.map(\.annotator)).sorted(), galaxies: shared.count,
      kappa: Kappa.fleissInterval(shared).map(LabelAgreement.Estimate.init),
      pairs: pairs,
      consistency: consistency,
      disagreements: galaxies.filter(\.isContested).map { galaxy in
        LabelAgreement.Disagreement(
          galaxy: galaxy.galaxy, objectID: galaxy.objectID,
          label: labels[galaxy.galaxy].flatMap { names[$0] },
          answers: galaxy.words.map {
            LabelAgreement.Said(
              annotator: $0.annotator, className: names[$0.label] ?? "",
              answeredAt: $0.answeredAt)
          })
      })
  }
}

/// What people say of one galaxy.
struct PeopleOnGalaxy {
  let galaxy: Int64
  let objectID: String
  /// The first word of each person that stands.
  let first: [String: StandingAnswer]
  /// The last word of each person, in the order it was given.
  let words: [StandingAnswer]
  /// Everything that stands.
  let all: [StandingAnswer]

  /// Galaxy by galaxy.
  ///
  /// - Parameter answers: galaxy by galaxy, in the order they were given.
  static func all(_ answers: [StandingAnswer]) -> [PeopleOnGalaxy] {
    var galaxies: [PeopleOnGalaxy] = []
    var start = answers.startIndex
    while start < answers.endIndex {
      let galaxy = answers[start].galaxy
      let end = answers[start...].firstIndex { $0.galaxy != galaxy } ?? answers.endIndex
      galaxies.append(PeopleOnGalaxy(Array(answers[start..<end])))
      start = end
    }
    return galaxies
  }

  private init(_ answers: [StandingAnswer]) {
    galaxy = answers[0].galaxy
    objectID = answers[0].objectID
    all = answers
    first = Dictionary(answers.map { ($0.annotator, $0) }) { earlier, _ in earlier }
    // What was older when it was brought in is no last word where there is another.
    let last = Dictionary(answers.map { ($0.annotator, $0) }) { earlier, later in
      later.isOlder && !earlier.isOlder ? earlier : later
    }
    words = last.values.sorted { $0.id < $1.id }
  }

  /// Whether people say different things of it now.
  var isContested: Bool { Set(words.map(\.label)).count > 1 }
}
