/// Smooth random values of mean 0 and variance about 1 on a plane that repeats every 16 × 64 cells.
///
/// One sheet serves every galaxy; each looks at its own patch of it.
struct Texture: Sendable {
  static let shared = Texture()

  private static let columns = 16
  private static let rows = 64
  private let values: [Float]

  private init() {
    var random = SkyRandom(seed: 0x7465_7874, purpose: 9)
    values = (0..<Self.columns * Self.rows).map { _ in 1.5 * random.normal(0, 1, in: -2...2) }
  }

  /// The value at a point, bilinear between the cells' corners.
  @inline(__always)
  func value(_ x: Float, _ y: Float) -> Float {
    let left = fastFloor(x)
    let top = fastFloor(y)
    let u = x - Float(left)
    let v = y - Float(top)
    let x0 = left & (Self.columns - 1)
    let x1 = (x0 + 1) & (Self.columns - 1)
    let y0 = (top & (Self.rows - 1)) * Self.columns
    let y1 = ((top + 1) & (Self.rows - 1)) * Self.columns
    return values.withUnsafeBufferPointer { sheet in
      let upper = sheet[y0 + x0] + (sheet[y0 + x1] - sheet[y0 + x0]) * u
      let lower = sheet[y1 + x0] + (sheet[y1 + x1] - sheet[y1 + x0]) * u
      return upper + (lower - upper) * v
    }
  }
}
