/// The latent map drawn as dots; no more than a few thousand, evenly taken.
struct LatentMapFigure: Figure {
  let id = "latent-map"
  let title = "Map of the embedding"
  let map: LatentMap
  private static let limit = 5_000

  var caption: String {
    let total = map.groups.reduce(0) { $0 + $1.points.count }
    return "Each dot is a galaxy; neighbours look alike to the embedding."
      + (stride > 1
        ? " One in \(stride) of \(Numbers.count(total)) galaxies is drawn in the larger groups."
        : "")
  }

  var summary: String {
    "A scatter of galaxies by \(map.xLabel) and \(map.yLabel), coloured by "
      + map.groups.map { $0.name.shortened() }.joined(separator: ", ") + "."
  }

  var legend: [Series] {
    map.groups.enumerated().map { index, group in
      Series(
        name: group.name, value: Numbers.count(group.points.count),
        style: Series.dotStyle(at: index), isDot: true)
    }
  }

  var table: DataTable {
    DataTable(
      caption: "Galaxies and mean place of each group",
      columns: ["Group", "Galaxies", map.xLabel, map.yLabel],
      rows: map.groups.map { group in
        let count = Double(max(group.points.count, 1))
        let sum = group.points.reduce(SIMD2<Double>()) { $0 + SIMD2<Double>($1) }
        return [
          group.name, Numbers.count(group.points.count), Numbers.short(sum.x / count),
          Numbers.short(sum.y / count),
        ]
      })
  }

  func drawing() -> String {
    let all = map.groups.flatMap(\.points)
    var plot = Plot(
      x: .values(map.xLabel, all.map { Double($0.x) }),
      y: .values(map.yLabel, all.map { Double($0.y) }))
    for (index, group) in map.groups.enumerated() {
      let step = group.points.count > 200 ? stride : 1
      let drawn = Swift.stride(from: 0, to: group.points.count, by: step).map { group.points[$0] }
      plot.dots(drawn.map { (Double($0.x), Double($0.y)) }, style: Series.dotStyle(at: index))
    }
    return plot.svg(id: id, title: title, summary: summary)
  }

  private var stride: Int {
    let total = map.groups.reduce(0) { $0 + $1.points.count }
    return max(1, (total + Self.limit - 1) / Self.limit)
  }
}
