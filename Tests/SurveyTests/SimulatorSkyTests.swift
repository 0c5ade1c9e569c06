import Foundation
import Imaging
import Testing

@testable import Survey

@Suite("Simulator: surveys")
struct SimulatorSkyTests {
  @Test("A galaxy depends on the seed and its index alone")
  func reproducible() {
    let sky = SkySimulator(seed: 5, size: 32)
    let again = SkySimulator(seed: 5, size: 32)
    _ = again.galaxy(9)
    let galaxy = sky.galaxy(3)
    #expect(galaxy.raster == again.galaxy(3).raster)
    #expect(galaxy.parameters == again.parameters(3))
    #expect(galaxy.objectID == "sim5-000003")
    #expect(galaxy.raster != sky.galaxy(4).raster)
    #expect(galaxy.raster != SkySimulator(seed: 6, size: 32).galaxy(3).raster)
  }

  @Test("Classes come in the proportions of Galaxy10 DECaLS, rare kinds at the fraction asked")
  func proportions() {
    let count = 4000
    let sky = SkySimulator(seed: 2, anomalyFraction: 0.1)
    let kinds = (0..<count).map { sky.kind($0) }
    func expectShare(_ share: Double, of number: Int, in whole: Int) {
      let deviation = (Double(whole) * share * (1 - share)).squareRoot()
      #expect(abs(Double(number) - Double(whole) * share) < 4 * deviation)
    }
    let rare = kinds.count(where: \.isRare)
    expectShare(0.1, of: rare, in: count)
    let weights = GalaxyKind.common.map { Double($0.weight) }
    #expect(weights.reduce(0, +) == 17_736)
    for (kind, weight) in zip(GalaxyKind.common, weights) {
      let number = kinds.count { $0 == kind }
      expectShare(weight / 17_736, of: number, in: count - rare)
    }
    #expect(Set(kinds.filter(\.isRare)) == Set(GalaxyKind.rare))
  }

  @Test("A survey without anomalies has none, and one of anomalies nothing else")
  func extremes() {
    let plain = SkySimulator(seed: 3, anomalyFraction: 0)
    let strange = SkySimulator(seed: 3, anomalyFraction: 1)
    #expect((0..<300).allSatisfy { !plain.kind($0).isRare })
    #expect((0..<300).allSatisfy { strange.kind($0).isRare })
  }

  @Test("Parameters are plausible for every kind", arguments: GalaxyKind.allCases)
  func parameters(kind: GalaxyKind) {
    for index in 0..<60 {
      var random = SkyRandom(seed: 4, galaxy: index)
      let p = GalaxyParameters.draw(kind, using: &random)
      #expect(p.kind == kind)
      #expect((13...19.3).contains(p.magnitude))
      #expect((0.005...0.56).contains(p.redshift))
      #expect((0..<360).contains(p.rightAscension))
      #expect((-18.001...32.001).contains(p.declination))
      #expect(abs(SkyPosition.galacticLatitude(p.rightAscension, p.declination)) > 18)
      #expect((0.07...1).contains(p.axisRatio))
      // Large galaxies are shown at a coarser scale, and none is smaller than the PSF.
      #expect((1.5...15).contains(p.halfLightRadius))
      #expect(p.pixelScale >= SkySimulator.arcsecondsPerPixel)
      #expect((0.7...2).contains(p.seeing))
    }
  }

  @Test("Trails and spikes lie in front of galaxies of the common kinds")
  func bodies() {
    for kind in GalaxyKind.allCases {
      let bodies = (0..<40).map { index in
        var random = SkyRandom(seed: 6, galaxy: index)
        return GalaxyParameters.draw(kind, using: &random).body
      }
      if kind == .satelliteTrail || kind == .starSpike {
        #expect(bodies.allSatisfy { !$0.isRare })
        #expect(Set(bodies).count > 4)
      } else {
        #expect(bodies.allSatisfy { $0 == kind })
      }
    }
  }

  @Test("The galactic centre lies in the plane, the pole at 90°")
  func galacticLatitude() {
    #expect(abs(SkyPosition.galacticLatitude(266.405, -28.936)) < 0.01)
    #expect(SkyPosition.galacticLatitude(192.85948, 27.12825) > 89.99)
  }

  @Test("Redshift follows from angular and physical size")
  func cosmology() {
    // Astropy's FlatLambdaCDM(H0=70, Om0=0.3) gives 1.844 kpc an arcsecond at z = 0.1.
    #expect(abs(Cosmology.scale(redshift: 0.1) - 1.844) < 0.02)
    let redshift = Cosmology.redshift(arcseconds: 3, kiloparsecs: 3 * 1.844)
    #expect(abs(redshift - 0.1) < 0.002)
  }
}
