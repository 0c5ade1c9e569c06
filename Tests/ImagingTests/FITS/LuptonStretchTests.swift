import Foundation
import Testing

@testable import Imaging

struct LuptonStretchTests {
  private static func picture() throws -> FloatRaster {
    FloatRaster(
      width: 24, height: 16, channels: 3, values: try FITSFixture.floats("lupton.f32"))
  }

  @Test(arguments: [
    ("default", LuptonStretch(q: 8, stretch: 5)),
    ("faint", LuptonStretch(q: 3, stretch: 0.6, black: SIMD3(2, 1.5, 1))),
  ])
  func itIsAstropys(name: String, stretch: LuptonStretch) throws {
    let expected = Raster(
      width: 24, height: 16, pixels: try FITSFixture.bytes("lupton_\(name).rgb"))
    let shown = stretch(try LuptonStretchTests.picture())
    // Cut to integers from different precisions: a level apart at most.
    #expect(shown.difference(from: expected).largest <= 1)
    #expect(shown.difference(from: expected).mean < 0.01)
    #expect(Set(shown.pixels).count > 50)
  }

  @Test func brightCoresKeepTheirColour() {
    let stretch = LuptonStretch(q: 8, stretch: 1)
    let core = FloatRaster(width: 1, height: 1, channels: 3, values: [80_000, 40_000, 20_000])
    let shown = stretch(core)
    #expect(shown.pixels[0] == 255)
    #expect(abs(Int(shown.pixels[1]) - 127) <= 1)
    #expect(abs(Int(shown.pixels[2]) - 63) <= 1)
  }

  @Test func theSkyIsDarkWhateverTheUnits() throws {
    let picture = try LuptonStretchTests.picture()
    let plain = LuptonStretch.fitted(to: picture)(picture)
    var scaled = picture
    for i in picture.values.indices { scaled.values[i] = picture.values[i] * 1e-9 - 3e-8 }
    let other = LuptonStretch.fitted(to: scaled)(scaled)
    #expect(plain.difference(from: other).largest <= 2)
    // The corners are sky, the galaxy's middle is bright.
    #expect([plain[0, 0], plain[23, 0], plain[0, 15]].allSatisfy { $0.green < 60 })
    #expect(plain[14, 7].red > 150)
  }

  @Test func bandsAreWeighedByTheirNoise() throws {
    var picture = try LuptonStretchTests.picture()
    let before = LuptonStretch.fitted(to: picture)(picture)
    for i in stride(from: 2, to: picture.values.count, by: 3) { picture.values[i] *= 100 }
    let after = LuptonStretch.fitted(to: picture)(picture)
    #expect(before.difference(from: after).largest <= 2)
  }

  @Test func missingPixelsAreBlack() {
    var picture = FloatRaster(width: 8, height: 8, channels: 3, filling: 1)
    for i in 0..<96 { picture.values[i] = .nan }
    picture[4, 6, 0] = 50
    picture[5, 6, 1] = .nan
    let stretch = LuptonStretch.fitted(to: picture)
    let shown = stretch(picture)
    #expect(shown.pixels[..<96].allSatisfy { $0 == 0 })
    #expect(shown[4, 6].red > 100)
    #expect(shown[5, 6].green == 0)

    let nothing = FloatRaster(width: 2, height: 2, channels: 3, filling: .nan)
    #expect(LuptonStretch.fitted(to: nothing)(nothing).pixels == [UInt8](repeating: 0, count: 12))
    let empty = FloatRaster(width: 0, height: 0, channels: 3)
    #expect(LuptonStretch.fitted(to: empty)(empty).pixels.isEmpty)
  }

  /// Surveys mark blanks by such numbers, and a damaged file holds any.
  @Test(arguments: [Float.greatestFiniteMagnitude, .infinity, 1e38, .leastNonzeroMagnitude])
  func numbersAtTheEndOfTheirRangeAreShown(value: Float) {
    for sign in [Float(1), -1] {
      var picture = FloatRaster(width: 4, height: 4, channels: 3, filling: 0)
      for i in 12..<24 { picture.values[i] = sign * value }
      picture.values[0] = -sign * value
      let shown = LuptonStretch.fitted(to: picture)(picture)
      #expect(shown[0, 3] == (0, 0, 0))
      if value == .greatestFiniteMagnitude && sign > 0 { #expect(shown[1, 1].red > 150) }
    }
  }

  @Test(arguments: [1, 2, 4])
  func otherNumbersOfBandsAreShown(channels: Int) {
    var picture = FloatRaster(width: 3, height: 1, channels: channels)
    for i in picture.values.indices { picture.values[i] = Float(i + 1) }
    let shown = LuptonStretch(stretch: 5)(picture)
    let (red, green, blue) = shown[1, 0]
    switch channels {
    case 1: #expect(red == green && green == blue && red > 0)
    case 2: #expect(red < green && green < blue)
    default: #expect(red < green && green < blue)
    }
  }

  @Test func theSkyOfACrowdedPictureIsFound() {
    var generator = SplitMix(state: 3)
    var values = (0..<4000).map { _ in
      let sum = (0..<12).reduce(0) { total, _ in
        total + Float.random(in: 0..<1, using: &generator)
      }
      return 100 + 5 * (sum - 6)
    }
    for i in 0..<800 { values[i] += Float.random(in: 10..<2000, using: &generator) }
    values[900] = .nan
    let sky = SkyLevel(of: values)
    #expect(abs(sky.level - 100) < 1.5)
    #expect(abs(sky.noise - 5) < 0.7)
  }
}
