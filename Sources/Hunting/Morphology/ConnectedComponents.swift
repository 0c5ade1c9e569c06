/// Pixels of a square picture that join their neighbours as they come: pieces and their moments.
///
/// A union–find forest with path halving and union by size (Tarjan 1975).
struct ConnectedComponents {
  private let side: Int
  /// Whether pixels that touch at a corner are neighbours, too.
  private let isDiagonal: Bool
  /// Where each pixel's piece goes on; a root leads to itself, −1 is a pixel that is not there.
  private var parents: [Int32]
  /// Of each root: pixels, then sums of x, y, x², y² and xy about the picture's centre.
  private var sums: [SIMD8<Float>]

  init(side: Int, isDiagonal: Bool) {
    self.side = side
    self.isDiagonal = isDiagonal
    parents = [Int32](repeating: -1, count: side * side)
    sums = [SIMD8<Float>](repeating: .zero, count: side * side)
  }

  /// Adds a pixel that is not there yet.
  mutating func add(_ place: Int) {
    let (row, column) = (place / side, place % side)
    let x = Float(column) - Float(side - 1) / 2
    let y = Float(row) - Float(side - 1) / 2
    parents[place] = Int32(place)
    sums[place] = SIMD8(1, x, y, x * x, y * y, x * y, 0, 0)
    var own = place
    let (isFirst, isLast) = (column == 0, column + 1 == side)
    if !isFirst { own = joined(own, place - 1) }
    if !isLast { own = joined(own, place + 1) }
    for middle in stride(from: place - side, through: place + side, by: 2 * side)
    where parents.indices.contains(middle) {
      own = joined(own, middle)
      guard isDiagonal else { continue }
      if !isFirst { own = joined(own, middle - 1) }
      if !isLast { own = joined(own, middle + 1) }
    }
  }

  /// Makes one piece of two pixels' pieces.
  mutating func join(_ one: Int, _ other: Int) { _ = joined(root(one), other) }

  /// Makes one piece of a root's and another pixel's, if that is there; the root of the outcome.
  private mutating func joined(_ one: Int, _ other: Int) -> Int {
    // Most pixels lead straight to their root.
    guard parents[other] >= 0, parents[other] != Int32(one) else { return one }
    var (large, small) = (one, root(other))
    guard large != small else { return one }
    if sums[large][0] < sums[small][0] { swap(&large, &small) }
    parents[small] = Int32(large)
    sums[large] += sums[small]
    return large
  }

  /// Pixels of the piece that a pixel belongs to.
  mutating func size(of place: Int) -> Int { Int(sums[root(place)][0]) }

  /// Whether a pixel stands for its piece.
  func isRoot(_ place: Int) -> Bool { parents[place] == Int32(place) }

  /// Pixels and sums of the piece that a root stands for.
  func moments(of root: Int) -> SIMD8<Float> { sums[root] }

  private mutating func root(_ place: Int) -> Int {
    var place = place
    while parents[place] != Int32(place) {
      parents[place] = parents[Int(parents[place])]
      place = Int(parents[place])
    }
    return place
  }
}
