import Testing

@testable import Survey

struct SkyAngleTests {
  @Test(
    arguments: [
      ("150.1", 150.1), ("-0", 0), ("1e2", 100), ("10:00:24", 150.1), ("10 00 24.0", 150.1),
      ("10h00m24s", 150.1), ("00:00:00.001", 15.0 / 3_600_000), ("23:59:59.9", 360 - 1.5 / 3600),
    ] as [(String, Double)])
  func rightAscensions(text: String, degrees: Double) throws {
    #expect(abs(try #require(SkyAngle.degrees(text, hours: true)) - degrees) < 1e-12)
  }

  @Test(
    arguments: [
      ("-9.25", -9.25), ("+2", 2), ("-00:30:00", -0.5), ("+02d12m00s", 2.2), ("-89°59′60″", nil),
      ("05:60:00", nil), ("2:3", nil), ("1:2:3:4", nil), ("1.5:2:3", nil), ("::", nil), ("", nil),
      ("-", nil), ("nan", nil), ("inf", nil), ("north", nil), ("--1:2:3", nil), ("1:-2:3", nil),
      ("1:2:1e3", nil), ("12:00", nil), (":1:2:3", nil),
    ] as [(String, Double?)])
  func declinations(text: String, degrees: Double?) {
    let angle = SkyAngle.degrees(text, hours: false)
    #expect((angle == nil) == (degrees == nil), "\(text) is \(String(describing: angle))")
    if let angle, let degrees { #expect(abs(angle - degrees) < 1e-12) }
  }
}
