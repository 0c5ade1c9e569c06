import Imaging
import Testing

struct SkyLinkTests {
  @Test func eachServiceGetsThePosition() {
    let links = SkyLink.all(ra: 150.1, dec: -2.2)
    #expect(links.map(\.name) == ["Legacy Survey", "Aladin", "SIMBAD"])
    #expect(links[0].address.contains("ra=150.10000&dec=-2.20000"))
    #expect(links[1].address.contains("target=150.10000-2.20000&"))
    #expect(links[2].address.contains("Coord=150.10000-2.20000&"))
    // A bare plus means a blank in an address.
    #expect(SkyLink.all(ra: 0.000004, dec: -0.000004)[1].address.contains("=0.00000%2B0.00000&"))
    #expect(SkyLink.all(ra: 359.999999, dec: 90).allSatisfy { !$0.address.contains(" ") })
  }

  @Test func withoutAPositionThereAreNone() {
    for (ra, dec) in [(nil, 3), (10, nil), (361, 3), (10, -91), (.nan, 0)] as [(Double?, Double?)] {
      #expect(SkyLink.all(ra: ra, dec: dec).isEmpty)
    }
  }
}
