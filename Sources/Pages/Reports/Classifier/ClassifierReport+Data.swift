import Evaluation

extension ClassifierReport {
  /// Pictures shown in each gallery.
  private static let galleryCount = 24

  func galleries(_ results: ClassifierResults) -> PageSection {
    let errors = results.errors(truth)
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
    PageSection(
      id: "data", title: "Data",
      blocks: [
        .tableFiles(name: "classifier"),
        .downloads([
          try Download.json(
            "classifier.json", words: "all numbers of this page, without the galaxies",
            ClassifierPayload(self, results))
        ]),
      ])
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
