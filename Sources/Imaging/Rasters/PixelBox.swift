/// A rectangle of whole pixels within a picture.
struct PixelBox {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// The square around the middle whose side is a fraction of the picture's shorter side.
  init(centredIn width: Int, _ height: Int, keeping fraction: Double) {
    precondition(
      fraction > 0 && fraction <= 1, "a crop keeps more than 0 and at most 1, not \(fraction)")
    let shorter = min(width, height)
    let side = min(shorter, max(1, Int((Double(shorter) * fraction).rounded())))
    x = (width - side) / 2
    y = (height - side) / 2
    self.width = side
    self.height = side
  }
}
