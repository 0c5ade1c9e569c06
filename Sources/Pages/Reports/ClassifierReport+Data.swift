import Evaluation

extension ClassifierReport {
  /// Pictures shown in each gallery.
  private static let galleryCount = 24
  /// Above this many objects the predictions would make the page too heavy for a phone.
  private static let embeddedLimit = 20_000

  func galleries(_ results: ClassifierResults) -> PageSection {
    let wrong = truth.indices.filter { results.predictions[$0] != truth[$0] }
    let errors = wrong.sorted { a, b in
      results.confidences[a] != results.confidences[b]
        ? results.confidences[a] > results.confidences[b] : a < b
    }
    let hits = confidentHits(results)
    return PageSection(
      id: "galleries", title: "Galleries",
      blocks: [
        errors.isEmpty
          ? .absent("There are no errors to show.")
          : .gallery(
            title: "Worst errors: wrong with the most confidence",
            items: errors.prefix(Self.galleryCount).map { item($0, results) }),
        hits.isEmpty
          ? .absent("There are no right answers to show.")
          : .gallery(
            title: "Confident hits, spread over the classes",
            items: hits.map { item($0, results) }),
      ])
  }

  func data(_ results: ClassifierResults) throws(PagesError) -> PageSection {
    var downloads = [
      try Download.json(
        "classifier.json", words: "all numbers of this page", ClassifierPayload(self, results))
    ]
    var blocks: [Block] = []
    if truth.count <= Self.embeddedLimit {
      downloads.append(
        .csv(
          "predictions.csv", words: "every test galaxy with its probabilities",
          header: ["object_id", "class", "predicted"] + classNames.map { "p_\($0)" },
          rows: truth.indices.map { index in
            [objectIDs[index], classNames[truth[index]], classNames[results.predictions[index]]]
              + probabilities.row(index).map { Numbers.plain($0, 5) }
          }))
    } else {
      blocks.append(
        .absent(
          "\(Numbers.count(truth.count)) predictions are too many to contain in a page; "
            + "the summary holds the numbers made from them."))
    }
    return PageSection(id: "data", title: "Data", blocks: blocks + [.downloads(downloads)])
  }

  /// The surest right answers, the same number from each class as far as they go.
  private func confidentHits(_ results: ClassifierResults) -> [Int] {
    let right = truth.indices.filter { results.predictions[$0] == truth[$0] }
    let perClass = max(1, Self.galleryCount / max(classNames.count, 1))
    return classNames.indices.flatMap { label in
      right.filter { truth[$0] == label }.sorted { a, b in
        results.confidences[a] != results.confidences[b]
          ? results.confidences[a] > results.confidences[b] : a < b
      }.prefix(perClass)
    }
  }

  private func item(_ index: Int, _ results: ClassifierResults) -> GalleryItem {
    let answer = results.predictions[index]
    let sure = Numbers.percent(results.confidences[index])
    let lines =
      answer == truth[index]
      ? ["\(classNames[answer]), \(sure)"]
      : ["true class \(classNames[truth[index]])", "answered \(classNames[answer]), \(sure)"]
    return GalleryItem(
      objectID: objectIDs[index], picture: thumbnail(index), lines: lines, links: links(index))
  }
}
