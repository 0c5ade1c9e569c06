import Foundation
import Testing

@testable import Survey

@Suite("Simulator: tidal encounters")
struct SimulatorEncounterTests {
  private func recipe(
    ratio: Float = 0.7, pericentre: Float = 0.9, spin: SIMD3<Float> = SIMD3(0, 0, 1),
    drag: Float = 0, stage: TidalEncounter.Stage
  ) -> TidalEncounter.Recipe {
    TidalEncounter.Recipe(
      massRatio: ratio, pericentre: pericentre, eccentricity: 0.9, drag: drag,
      spins: [spin, SIMD3(0, 0, 1)], stage: stage)
  }

  private func distance(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
    (((a - b) * (a - b)).sum()).squareRoot()
  }

  /// Share of the primary's stars farther than two disk radii from both nuclei.
  private func thrown(_ encounter: TidalEncounter) -> Float {
    let stars = encounter.stars[0]
    let far = stars.count { star in encounter.nuclei.allSatisfy { distance($0, star) > 2 } }
    return Float(far) / Float(stars.count)
  }

  @Test("The passage is seen when the nuclei are as far apart as asked")
  func separation() {
    let parting = TidalEncounter(recipe(stage: .parting(2.5)))
    #expect(abs(distance(parting.nuclei[0], parting.nuclei[1]) - 2.5) < 0.25)
    let returning = TidalEncounter(
      TidalEncounter.Recipe(
        massRatio: 0.8, pericentre: 0.5, eccentricity: 0.5, drag: 0.3,
        spins: [SIMD3(0, 0, 1), SIMD3(0, 0, 1)], stage: .returning(0.9)))
    #expect(distance(returning.nuclei[0], returning.nuclei[1]) < 1.05)
  }

  @Test("A disk far from its partner keeps its shape")
  func quiet() {
    // Nearer, even a light partner would fling the few stars that it meets on its way.
    let encounter = TidalEncounter(recipe(ratio: 0.001, pericentre: 4, stage: .parting(4.5)))
    for star in encounter.stars[0] {
      // Stars start on circles of radius 0.5 to 1.2.
      let radius = distance(star, encounter.nuclei[0])
      #expect((0.48...1.22).contains(radius))
      #expect(abs(star.z) < 0.01)
    }
  }

  @Test("Disks that turn with the orbit are thrown out, those that turn against it are not")
  func directions() {
    // Toomre & Toomre (1972), figures 2 and 3.
    let direct = thrown(TidalEncounter(recipe(stage: .parting(4.5))))
    let retrograde = thrown(
      TidalEncounter(recipe(spin: SIMD3(0, 0, -1), stage: .parting(4.5))))
    #expect(direct > 0.08)
    #expect(retrograde < 0.4 * direct)
  }

  @Test("The centre of mass stays where it is, friction or not", arguments: [Float(0), 0.3])
  func momentum(drag: Float) {
    let encounter = TidalEncounter(recipe(drag: drag, stage: .parting(3)))
    let centre = encounter.nuclei[0] + encounter.nuclei[1] * 0.7
    #expect((centre * centre).sum() < 1e-6)
  }

  @Test("A view turns space without stretching it")
  func view() {
    let view = SkyView(turn: 0.4, inclination: 0, positionAngle: 1.1)
    let flat = view.sky(SIMD3(3, 4, 7))
    #expect(abs((flat * flat).sum() - 25) < 1e-4)
    #expect(abs(view.disk(SIMD3(0, 0, 1)).axisRatio - 1) < 1e-6)
    let inclined = SkyView(turn: 2, inclination: .pi / 3, positionAngle: 0)
    let seen = inclined.disk(SIMD3(0, 0, 1))
    #expect(abs(seen.axisRatio - 0.5) < 1e-5)
    // The line of nodes, x on the sky, is the major axis.
    #expect(abs(sin(seen.angle)) < 1e-5)
  }
}
