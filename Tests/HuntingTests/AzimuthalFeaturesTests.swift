import Evaluation
import Testing

@testable import Hunting

struct AzimuthalFeaturesTests {
  private let size = 32

  /// A lopsided, coloured cutout with noise.
  private func cutout(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<size * size).flatMap { pixel -> [UInt8] in
      let x = Float(pixel % size) - 13
      let y = Float(pixel / size) - 17
      let light = 200 / (1 + (x * x + 2 * y * y) / 30)
      return (0..<3).map { band in
        UInt8(
          min(255, light * (1 - 0.2 * Float(band)) + Float.random(in: 0..<20, using: &generator)))
      }
    }
  }

  private func mapped(_ pixels: [UInt8], _ source: (Int, Int) -> (Int, Int)) -> [UInt8] {
    (0..<size * size).flatMap { pixel in
      let (x, y) = source(pixel % size, pixel / size)
      return (0..<3).map { pixels[(y * size + x) * 3 + $0] }
    }
  }

  @Test func quarterTurnsAndMirrorsChangeNothing() throws {
    let plain = cutout(seed: 1)
    let last = size - 1
    let turned = mapped(plain) { x, y in (y, last - x) }
    let mirrored = mapped(plain) { x, y in (last - x, y) }
    let rows = try AzimuthalFeatures().features(
      pixels: plain + turned + mirrored + cutout(seed: 2), count: 4, size: size)
    for column in 0..<rows.columns {
      let value = Array(rows[0])[column]
      #expect(abs(Array(rows[1])[column] - value) < 1e-4)
      #expect(abs(Array(rows[2])[column] - value) < 1e-4)
    }
    #expect(rows.squaredDistance(0, 3) > 1e-3)
  }

  @Test func aRingStandsOutInTheProfile() throws {
    let pixels = (0..<size * size).flatMap { pixel -> [UInt8] in
      let x = Float(pixel % size) - 15.5
      let y = Float(pixel / size) - 15.5
      let isOnRing = abs((x * x + y * y).squareRoot() - 10) < 1
      return [UInt8](repeating: isOnRing ? 180 : 3, count: 3)
    }
    let row = Array(
      try AzimuthalFeatures().features(pixels: pixels, count: 1, size: size)[0])
    #expect(row.count == AzimuthalFeatures.columns)
    // Sixteen rings over 15.5 pixels: radius 10 is the eleventh's neighbourhood.
    let brightest = (0..<16).max { row[$0] < row[$1] }
    #expect(brightest == 9 || brightest == 10)
    #expect(abs(row[128]) < 1e-6, "a ring is symmetric")
    #expect(row[80..<112].allSatisfy { abs($0) < 1e-6 }, "a grey galaxy has no colour")
  }

  @Test func aBarShowsInTheSecondOrder() throws {
    let pixels = (0..<size * size).flatMap { pixel -> [UInt8] in
      let isBar = abs(pixel / size * 2 - (size - 1)) < 6
      return [UInt8](repeating: isBar ? 150 : 0, count: 3)
    }
    let row = Array(
      try AzimuthalFeatures().features(pixels: pixels, count: 1, size: size)[0])
    let outer = 10
    #expect(row[32 + outer] > 10 * row[16 + outer])
    #expect(row[32 + outer] > 10 * row[48 + outer])
  }

  @Test func wrongPixelCountsAreRefused() {
    #expect(
      throws: HuntingError.countMismatch(what: "pixel values", expected: 48, found: 47)
    ) {
      try AzimuthalFeatures().features(
        pixels: [UInt8](repeating: 0, count: 47), count: 1, size: 4)
    }
    #expect(throws: HuntingError.self) {
      try AzimuthalFeatures().features(pixels: [], count: 0, size: 2)
    }
  }
}
