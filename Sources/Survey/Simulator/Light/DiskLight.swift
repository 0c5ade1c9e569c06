import Foundation

/// An inclined stellar disk: old stars, young stars in spiral arms, dust along their inner edges.
struct DiskLight: SkySource {
  /// What sets one disk apart from another.
  struct Recipe {
    /// Scale length of the old disk, reference pixels; that of the young one is `youngStretch` times
    /// as long.
    var scaleLength: Float
    var youngStretch: Float = 1.25
    /// Light of both in nanomaggies.
    var old: Bands
    var young: Bands
    /// 0 to 1: how much of the young, and of the old light is modulated by the arms.
    var youngContrast: Float = 0.85
    var oldContrast: Float = 0.35
    /// Share of g light lost on the dust lane's ridge.
    var dust: Float = 0
    /// Scale lengths beyond which the disk falls off twice as fast, as most do (Pohlen & Trujillo
    /// 2006).
    var breakRadius: Float = 6
    /// Where arms fade out, in scale lengths.
    var armReach: Float = 4
    /// Egg shape: isophotes are drawn out to one side by this share.
    var lopsidedness: Float = 0
    /// Direction of the egg's blunt end in the disk plane, radians.
    var lopsidedAngle: Float = 0
  }

  private let pose: Pose
  private let arms: SpiralArms?
  private let recipe: Recipe
  private let table: RadialTable<SIMD4<Float>>
  private let lopsided: SIMD2<Float>
  let reach: Float
  let fineRadius: Float = 0
  let mediumRadius: Float

  init(_ recipe: Recipe, arms: SpiralArms?, pose: Pose) {
    self.pose = pose
    self.arms = arms
    self.recipe = recipe
    lopsided =
      SIMD2(cos(recipe.lopsidedAngle), sin(recipe.lopsidedAngle)) * recipe.lopsidedness
    let scale = recipe.scaleLength
    let youngScale = scale * recipe.youngStretch
    // Disks end: a smooth edge between five and six scale lengths.
    let edge = 6 * scale
    let bend = recipe.breakRadius * scale
    func profile(_ radius: Float) -> SIMD2<Float> {
      let taper = max(0, min(1, (edge - radius) / scale))
      let beyond = max(0, radius - bend)
      return SIMD2(
        exp(-(radius + beyond) / scale), exp(-(radius + beyond) / youngScale)) * taper
    }
    let steps = 96
    let width = edge / Float(steps)
    let light = (0..<steps).reduce(SIMD2<Float>.zero) { sum, i in
      let radius = (Float(i) + 0.5) * width
      return sum + profile(radius) * (2 * .pi * radius * width)
    }
    let peak = 1 / (light * pose.axisRatio)
    table = RadialTable(reach: edge) { radius in
      let shares = profile(radius) * peak
      var envelope: Float = 0
      var winding: Float = 0
      if let arms {
        let rise = max(0, min(1, (radius / arms.startRadius - 0.6) / 0.5))
        let fall = max(0, min(1, (recipe.armReach - radius / scale) / 1.2))
        envelope = rise * rise * (3 - 2 * rise) * fall
        winding = arms.winding(radius)
      }
      return SIMD4(shares.x, shares.y, envelope, winding)
    }
    reach = edge * (1 + recipe.lopsidedness)
    mediumRadius = arms == nil ? 1.5 * scale : min(3.2 * scale, 16)
  }

  var centre: SIMD2<Float> { pose.centre }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let p = pose.inPlane(point)
    let radius = (p.x * p.x + p.y * p.y).squareRoot() - (p.x * lopsided.x + p.y * lopsided.y)
    let profile = table[max(radius, 0)]
    if profile.x <= 0 { return .zero }
    guard let arms, profile.z > 0 else {
      return recipe.old * profile.x + recipe.young * profile.y
    }
    let phase = fastAngle(p.y, p.x) - profile.w
    let height = arms.height(phase)
    let lumpy = height * arms.lumps(phase: phase, winding: profile.w)
    let youngShare = 1 + recipe.youngContrast * profile.z * (lumpy - 1)
    let oldShare = 1 + recipe.oldContrast * profile.z * (height - 1)
    let light =
      recipe.old * (profile.x * oldShare) + recipe.young * (profile.y * max(0, youngShare))
    guard recipe.dust > 0 else { return light }
    // Gas meets the arm on its inner, trailing side, a third of a radian before the ridge.
    let lane = min(1, 0.5 * arms.height(phase - 0.35)) * profile.z * recipe.dust
    return light * (1 - lane * Bands(1, 0.72, 0.42, 0))
  }
}
