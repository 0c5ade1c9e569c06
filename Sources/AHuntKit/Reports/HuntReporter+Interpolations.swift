import Imaging
import Models
import Pages
import Store
import Vocabulary

extension HuntReporter {
  /// Ways that are shown, and pictures of each.
  private static let wayCount = 6
  private static let stepCount = 7

  /// The first galaxies of the ranking turned into galaxies from its middle, which nobody would look
  /// for; nil where the hunt has too few.
  func interpolations(
    by embedder: Embedder, _ order: [Int]
  ) throws -> PictureStrips? {
    let count = min(Self.wayCount, order.count / 4)
    guard count > 0 else { return nil }
    let middle = order.count / 2
    let ends = [order[..<count], order[middle..<middle + count]].map { $0.map { snapshot.ids[$0] } }
    let sets = try ends.map { try CutoutSet(try store.pixels(of: $0)) }
    let pictures = try embedder.between(sets[0], sets[1], steps: Self.stepCount).rasters
    let names = try ends.map { try store.galaxies(ids: $0).map(\.objectID) }
    return PictureStrips(
      columns: (0..<Self.stepCount).map { step in
        let share = Double(step) / Double(Self.stepCount - 1)
        return share == 0
          ? "from" : share == 1 ? "to" : Figures.decimal(100 * share, places: 0) + "%"
      },
      rows: (0..<count).map { way in
        PictureStrips.Row(
          objectID: "\(names[0][way]) → \(names[1][way])",
          pictures: Array(pictures[way * Self.stepCount..<(way + 1) * Self.stepCount]))
      })
  }
}
