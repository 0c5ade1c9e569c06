import Foundation
import Testing

@testable import Survey

@Suite("Simulator: light and blur")
struct SimulatorLightTests {
  @Test(
    "Half of a Sérsic profile's light lies within its half-light radius",
    arguments: [
      Float(0.8), 1, 2, 4, 5,
    ])
  func halfLight(index: Float) {
    let profile = Sersic(index: index, halfLightRadius: 6)
    // ∫ 2πr I dr with r = t⁴, which spreads the cusp.
    func light(within radius: Double) -> Double {
      let steps = 4000
      let top = pow(radius, 0.25)
      return (0..<steps).reduce(0) { sum, i in
        let t = (Double(i) + 0.5) / Double(steps) * top
        let r = t * t * t * t
        let brightness = Double(profile.brightness(at: Float(r), flux: 1))
        return sum + 2 * .pi * r * brightness * 4 * t * t * t * top / Double(steps)
      }
    }
    #expect(abs(light(within: 6) - 0.5) < 0.003)
    #expect(abs(light(within: 6000) - 1) < 0.01)
  }

  @Test("A drawn body carries its flux, and half of it within its isophote")
  func drawnBody() {
    var frame = SkyFrame(size: 64, margin: 5)
    let pose = Pose(angle: 0.7, axisRatio: 0.6)
    frame.add(
      SersicLight(Sersic(index: 1, halfLightRadius: 5), pose: pose, flux: Bands(1, 2, 3, 0)))
    let whole = frame.pixels.reduce(Bands.zero, +)
    #expect(abs(whole.x - 1) < 0.02)
    #expect(abs(whole.z / whole.x - 3) < 1e-3)
    var inside: Float = 0
    for row in 0..<frame.width {
      for column in 0..<frame.width {
        let p = pose.inPlane(SIMD2(frame.coordinate(column), frame.coordinate(row)))
        if p.x * p.x + p.y * p.y < 25 { inside += frame.pixels[row * frame.width + column].x }
      }
    }
    #expect(abs(inside - 0.5) < 0.02)
  }

  @Test("Every component of a galaxy gives the light it was asked for")
  func fluxes() {
    let pose = Pose(angle: 0.3, axisRatio: 0.7)
    let one = Bands(1, 1, 1, 0)
    func sum(_ draw: (inout SkyFrame) -> Void) -> Float {
      var frame = SkyFrame(size: 64, margin: 5)
      draw(&frame)
      return frame.pixels.reduce(Bands.zero, +).x
    }
    let bar = BarLight(
      pose: pose, angle: SIMD2(0, 1), length: 9, thickness: 2.5, flux: one)
    #expect(abs(sum { $0.add(bar) } - 1) < 0.02)
    let ring = RingLight(pose: pose, radius: 10, width: 1, flux: one)
    #expect(abs(sum { $0.add(ring) } - 1) < 0.06)
    let stroke = Stroke(
      path: Stroke.arc(about: .zero, radius: 8, from: 0, through: 2), width: (1, 1), flux: one)
    #expect(abs(sum { stroke.draw(on: &$0) } - 1) < 0.02)
    let arms = SpiralArms(
      phases: [0, 3], strengths: [1, 0.8], width: 0.4, pitch: 0.4, startRadius: 3,
      flocculence: 0, patch: .zero)
    let disk = DiskLight(
      DiskLight.Recipe(scaleLength: 4, old: one * 0.5, young: one * 0.5), arms: arms, pose: pose)
    #expect(abs(sum { $0.add(disk) } - 1) < 0.03)
    var bent = DiskLight.Recipe(scaleLength: 4, old: one * 0.5, young: one * 0.5)
    bent.breakRadius = 2.5
    #expect(abs(sum { $0.add(DiskLight(bent, arms: nil, pose: pose)) } - 1) < 0.03)
    let edge = EdgeOnDisk(
      EdgeOnDisk.Recipe(scaleLength: 5, scaleHeight: 1, old: one * 0.6, young: one * 0.4),
      pose: Pose(angle: 0.3))
    #expect(abs(sum { $0.add(edge) } - 1) < 0.03)
  }

  @Test("Dust takes more of the blue light than of the red")
  func dustLane() {
    var recipe = EdgeOnDisk.Recipe(
      scaleLength: 5, scaleHeight: 1, old: Bands(1, 1, 1, 0), young: .zero)
    recipe.dustDepth = 4
    recipe.dustHeight = 0.5
    var frame = SkyFrame(size: 64, margin: 4)
    frame.add(EdgeOnDisk(recipe, pose: Pose(angle: 0)))
    let sum = frame.pixels.reduce(Bands.zero, +)
    #expect(sum.x < sum.y && sum.y < sum.z)
    #expect(sum.z < 0.97)
  }

  @Test("Arms keep the mean brightness of a circle and follow their pitch")
  func arms() {
    let arms = SpiralArms(
      phases: [1], strengths: [1], width: 0.3, pitch: 0.35, startRadius: 4, flocculence: 0,
      patch: .zero)
    let mean = (0..<720).reduce(Float(0)) { $0 + arms.height(Float($1) * .pi / 360) } / 720
    #expect(abs(mean - 1) < 1e-3)
    #expect(arms.height(1) > 3)
    #expect(arms.height(1 + .pi) < 0.05)
    // tan(pitch) is d ln r / dθ along a ridge.
    let turned = arms.winding(8) - arms.winding(4)
    #expect(abs(log(Float(2)) / turned - tan(0.35)) < 1e-4)
  }

  @Test("The kernel of the PSF sums to one in each band", arguments: [32, 64, 96])
  func kernelSum(size: Int) {
    let psf = MoffatPSF(fwhm: SIMD4(1.7, 1.5, 1.3, 1), beta: 3)
    let kernel = psf.kernel(size: size)
    let side = 2 * MoffatPSF.radius(size: size) + 1
    #expect(kernel.count == side * side)
    let sum = kernel.reduce(Bands.zero, +)
    for band in 0..<3 { #expect(abs(sum[band] - 1) < 1e-5) }
    let centre = kernel[kernel.count / 2]
    #expect(centre.z > centre.y && centre.y > centre.x)
  }

  @Test("A star is as wide as the seeing and as bright as its magnitude")
  func star() {
    let psf = MoffatPSF(fwhm: SIMD4(2, 2, 2, 1), beta: 3)
    let half = psf.brightness(squaredDistance: 1).y / psf.brightness(squaredDistance: 0).y
    #expect(abs(half - 0.5) < 0.01)
    var pixels = [Bands](repeating: .zero, count: 64 * 64)
    Star(position: SIMD2(0.3, -0.2), magnitude: 20, colour: 0.5)
      .draw(on: &pixels, size: 64, nativePixels: 1, psf: psf)
    let flux = pixels.reduce(Bands.zero, +)
    #expect(abs(flux.y - 10) < 0.5)
    #expect(abs(-2.5 * log10(flux.x / flux.y) - 0.5) < 0.01)
  }

  @Test("A star's light does not depend on where in a pixel it falls, nor on the pixel's size")
  func placement() {
    let psf = MoffatPSF(fwhm: SIMD4(1.1, 1.1, 1.1, 1), beta: 3)
    func flux(_ position: SIMD2<Float>, size: Int) -> Float {
      var pixels = [Bands](repeating: .zero, count: size * size)
      Star(position: position, magnitude: 19, colour: 0.5)
        .draw(on: &pixels, size: size, nativePixels: 16, psf: psf)
      let pixel = 64 / Float(size)
      return pixels.reduce(Bands.zero, +).y * 16 * pixel * pixel
    }
    let expected = pow(Float(10), 0.4 * 3.5)
    for position in [SIMD2<Float>(0, 0), SIMD2(0.5, 0.5), SIMD2(0.2, 0.9)] {
      for size in [64, 128] {
        #expect(abs(flux(position, size: size) / expected - 1) < 0.03)
      }
    }
  }

  @Test("A saturated core is cut off, or lost in the bands that were masked")
  func saturation() {
    let psf = MoffatPSF(fwhm: SIMD4(1.1, 1.1, 1.1, 1), beta: 3)
    var pixels = [Bands](repeating: .zero, count: 64 * 64)
    var star = Star(position: SIMD2(0.5, 0.5), magnitude: 13, colour: 0.5)
    star.keeps = Bands(1, 0.2, 1, 1)
    star.draw(on: &pixels, size: 64, nativePixels: 16, psf: psf)
    let core = pixels[32 * 64 + 32]
    #expect(core.x == Star.saturation.x)
    #expect(core.y == Star.saturation.y * 0.2)
    // Outside of the core no band is lost.
    let wing = pixels[32 * 64 + 42]
    #expect(wing.y > wing.x && wing.x > 0)
  }

  @Test("A bright star's spikes lie along its tilt and reach farther in red light")
  func spikes() {
    let psf = MoffatPSF(fwhm: SIMD4(1.1, 1.1, 1.1, 1), beta: 3)
    var pixels = [Bands](repeating: .zero, count: 64 * 64)
    Star(
      position: SIMD2(0.5, 0.5), magnitude: 12, colour: 0,
      glare: Star.Glare(tilt: 0, bleed: .zero)
    ).draw(on: &pixels, size: 64, nativePixels: 16, psf: psf)
    let onSpike = pixels[32 * 64 + 50]
    let between = pixels[45 * 64 + 45]
    #expect(onSpike.y > 5 * between.y)
    let near = pixels[32 * 64 + 40]
    #expect(onSpike.z / onSpike.x > near.z / near.x)
  }

  @Test("Blurring moves light about and keeps its sum")
  func blur() {
    let psf = MoffatPSF(fwhm: SIMD4(2, 1.6, 1.4, 1), beta: 3)
    for size in [30, 64] {
      var frame = SkyFrame(size: size, margin: MoffatPSF.radius(size: size))
      frame.addBlob(at: .zero, sigma: 1, flux: Bands(1, 1, 1, 0))
      let before = frame.pixels.reduce(Bands.zero, +)
      let blurred = psf.blur(frame)
      #expect(blurred.count == size * size)
      let after = blurred.reduce(Bands.zero, +)
      #expect(abs(after.x / before.x - 1) < 0.01)
      #expect(blurred.map(\.x).max()! < frame.pixels.map(\.x).max()!)
    }
  }

  @Test("The fast arctangent agrees with the library's in every quadrant")
  func angle() {
    for step in 0..<360 {
      let angle = (Float(step) - 179.5) * .pi / 180
      #expect(abs(fastAngle(sin(angle), cos(angle)) - angle) < 4e-5)
    }
    #expect(fastFloor(-0.5) == -1)
    #expect(fastFloor(-2) == -2)
    #expect(fastFloor(3.9) == 3)
  }
}
