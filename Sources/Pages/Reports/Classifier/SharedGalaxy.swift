package import Imaging

/// Two pictures of what seems to be one galaxy, in different parts of a split.
package struct SharedGalaxy: Sendable {
  /// One of the two objects.
  package struct Member: Sendable {
    let objectID: String
    let part: String
    let picture: Raster?

    /// An object with the part of the split it is in.
    package init(objectID: String, part: String, picture: Raster?) {
      self.objectID = objectID
      self.part = part
      self.picture = picture
    }
  }

  /// Pairs whose pictures a report shows.
  package static let shown = 12

  let first: Member
  let second: Member
  let similarity: Double

  /// A pair, and the correlation of its pictures at best.
  package init(_ first: Member, _ second: Member, similarity: Double) {
    self.first = first
    self.second = second
    self.similarity = similarity
  }
}

extension ClassifierReport {
  /// Pairs listed by name.
  private static let listedPairs = 100

  func split() -> PageSection {
    PageSection(id: "split", title: "Near-duplicates across the split", blocks: splitBlocks())
  }

  private func splitBlocks() -> [Block] {
    guard let shared else { return [.absent("Nobody looked for near-duplicates.")] }
    guard !shared.isEmpty else {
      return [
        .paragraph(
          "No picture of a training, validation or test galaxy is nearly that of another part: also "
            + "turned, mirrored, scaled, brightened or compressed again it would have been found.")
      ]
    }
    let pairs = Numbers.count(shared.count)
    let items = shared.prefix(SharedGalaxy.shown).flatMap { pair in
      [(pair.first, pair.second), (pair.second, pair.first)].map { member, other in
        GalleryItem(
          objectID: member.objectID, picture: member.picture,
          lines: [member.part, "like \(other.objectID)"])
      }
    }
    return [
      .paragraph(
        "\(pairs) pair\(shared.count == 1 ? "" : "s") of pictures in different parts seem to show one "
          + "galaxy, perhaps turned, mirrored, scaled or brightened. What a model learned from the one "
          + "helps it with the other, so the figures above may flatter it."),
      .gallery(title: "The most alike", items: items),
      .table(
        DataTable(
          caption: shared.count > Self.listedPairs
            ? "The \(Self.listedPairs) most alike of \(pairs) pairs." : "All pairs.",
          columns: ["Object", "Part", "Other object", "Other part", "Correlation"],
          rows: shared.prefix(Self.listedPairs).map {
            [
              $0.first.objectID, $0.first.part, $0.second.objectID, $0.second.part,
              Numbers.rate($0.similarity),
            ]
          }, wordColumns: [1, 2, 3])),
    ]
  }
}
