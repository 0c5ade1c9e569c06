import Foundation

/// A disk seen from its edge: (r/h) K₁(r/h) along it, sech² across (van der Kruit & Searle 1981).
///
/// Old stars fill a thick disk that fades towards the ends, young ones a thin and longer one; a lane
/// of dust runs along the middle, a little off it where the inclination is not quite 90°.
struct EdgeOnDisk: SkySource {
  /// What sets one disk apart from another; lengths in reference pixels.
  struct Recipe {
    var scaleLength: Float
    var scaleHeight: Float
    /// Inner, redder and outer, bluer light in nanomaggies; they add up.
    var old: Bands
    var young: Bands
    /// Optical depth of the lane in g at the centre, its half thickness and its offset.
    var dustDepth: Float = 0
    var dustHeight: Float = 1
    var dustOffset: Float = 0
    /// How far the ends bend away from the plane at four scale lengths.
    var warp: Float = 0
    /// By how much one end is longer than the other.
    var lopsidedness: Float = 0
    /// Patchiness of the young light, 0 to 1, and the patch of the texture.
    var flocculence: Float = 0
    var patch: SIMD2<Float> = .zero
  }

  /// x K₁(x), which is 1 at 0, by its integral over exp(−x cosh t).
  private static let bessel = RadialTable<SIMD2<Float>>(reach: 12, count: 512) { x in
    guard x > 1e-4 else { return SIMD2(1, 0) }
    var sum: Float = 0
    let step: Float = 0.05
    for i in 0..<240 {
      let t = Float(i) * step
      let value = exp(-x * cosh(t)) * cosh(t)
      sum += i == 0 ? value / 2 : value
      if value < 1e-9 && i > 0 { break }
    }
    return SIMD2(x * sum * step, 0)
  }

  /// How much longer the young disk is than the old one.
  private static let youngStretch: Float = 1.6

  /// Disks end: they fade to nothing from two and a half to five scale lengths.
  @inline(__always)
  private static func taper(_ x: Float) -> Float {
    let left = min(1, (5 - x) / 2.5)
    return left * left
  }

  /// The light of a side of the old and the young disk, for unit length and brightness.
  private static let sides: SIMD2<Float> = (0..<500).reduce(.zero) { sum, i in
    let x = (Float(i) + 0.5) / 100
    return sum + SIMD2(bessel[x].x, bessel[x / youngStretch].x) * (taper(x) / 100)
  }

  private let pose: Pose
  private let recipe: Recipe
  let reach: Float
  var fineRadius: Float { 0 }
  var mediumRadius: Float { reach }

  init(_ recipe: Recipe, pose: Pose) {
    self.pose = pose
    self.recipe = recipe
    reach = 5 * recipe.scaleLength * (1 + abs(recipe.lopsidedness))
  }

  var centre: SIMD2<Float> { pose.centre }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let p = pose.along(point)
    let stretch = 1 + (p.x < 0 ? recipe.lopsidedness : -recipe.lopsidedness)
    let x = abs(p.x) / (recipe.scaleLength * stretch)
    guard x < 5 else { return .zero }
    let bend = recipe.warp * x * x / 16 * (p.x < 0 ? -1 : 1)
    let height = p.y - bend
    let z = abs(height) / recipe.scaleHeight
    // sech² has fallen to 10⁻⁵ there.
    guard z < 6.5 else { return .zero }
    let tail = exp(-2 * z)
    let vertical = 4 * tail / ((1 + tail) * (1 + tail))
    // Young stars keep closer to the plane and farther out.
    let thin = vertical * vertical
    let taper = Self.taper(x)
    let inner = Self.bessel[x].x
    let outer = Self.bessel[x / Self.youngStretch].x
    // Clouds are about as long as they are high.
    let cloud = Texture.shared.value(
      p.x * 0.6 + recipe.patch.x, 1.5 * height / recipe.scaleHeight + recipe.patch.y)
    let lumps = max(0, 1 + recipe.flocculence * cloud)
    // ∫ sech² = 2 and ∫ sech⁴ = 4/3 across, both sides along.
    let area = 2 * recipe.scaleLength * recipe.scaleHeight
    let light =
      (recipe.old * (inner * vertical / (2 * Self.sides.x * area))
        + recipe.young * (outer * thin * lumps * 0.75 / (Self.sides.y * area))) * taper
    guard recipe.dustDepth > 0 else { return light }
    let off = (height - recipe.dustOffset) / recipe.dustHeight
    let depth = recipe.dustDepth * max(0, 1 - x / 3.5) / (1 + off * off * off * off)
    // Stars in front of the lane are not dimmed by it: four tenths of the light escapes.
    let lost = Bands(
      1 - exp(-depth), 1 - exp(-0.68 * depth), 1 - exp(-0.38 * depth), 0)
    return light * (1 - 0.6 * lost)
  }
}
