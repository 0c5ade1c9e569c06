import Evaluation
import Foundation
import Testing

@testable import Hunting

struct MorphologyFeaturesTests {
  private let size = 64

  /// A lopsided, inclined, coloured galaxy with noise.
  private func cutout(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let tilt = Float.random(in: 0..<3, using: &generator)
    return (0..<size * size).flatMap { pixel -> [UInt8] in
      let x = Float(pixel % size) - 30
      let y = Float(pixel / size) - 33
      let u = x * cos(tilt) + y * sin(tilt)
      let v = (y * cos(tilt) - x * sin(tilt)) / 0.5
      let light = 240 / (1 + (u * u + v * v) / 40)
      return (0..<3).map { band in
        UInt8(
          min(255, light * (1 - 0.2 * Float(band)) + Float.random(in: 0..<12, using: &generator)))
      }
    }
  }

  private func mapped(_ pixels: [UInt8], _ source: (Int, Int) -> (Int, Int)) -> [UInt8] {
    (0..<size * size).flatMap { pixel in
      let (x, y) = source(pixel % size, pixel / size)
      return (0..<3).map { pixels[(y * size + x) * 3 + $0] }
    }
  }

  private func row(_ light: (Float, Float) -> Float) throws -> [Float] {
    let pixels = (0..<size * size).flatMap { pixel -> [UInt8] in
      let value = light(Float(pixel % size) - 31.5, Float(pixel / size) - 31.5)
      return [UInt8](repeating: UInt8(min(255, max(0, value))), count: 3)
    }
    return Array(try MorphologyFeatures().features(pixels: pixels, count: 1, size: size)[0])
  }

  /// Columns of one block.
  private func block(_ number: Int) -> Range<Int> {
    let start = MorphologyFeatures.blocks[..<number].reduce(0, +)
    return start..<start + MorphologyFeatures.blocks[number]
  }

  @Test func agreesWithPyTorch() throws {
    struct Fixture: Decodable {
      let pixels: [[UInt8]]
      let features: [[Float]]
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/morphology/morphology.json")
    let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    let rows = try MorphologyFeatures().features(
      pixels: fixture.pixels.flatMap { $0 }, count: fixture.pixels.count, size: size)
    #expect(rows.columns == MorphologyFeatures.columns)
    // Shares of a ring's angles count what lies above zero: one value on the border may fall either
    // side, no more.
    let border = 1.01 / Float(PolarGrid.angles)
    var borderline = 0
    for (galaxy, expected) in fixture.features.enumerated() {
      for (column, pair) in zip(rows[galaxy], expected).enumerated() {
        let difference = abs(pair.0 - pair.1)
        if difference < 2e-3 + 2e-3 * abs(pair.1) { continue }
        borderline += 1
        #expect(
          difference < border && block(1).contains(column),
          "galaxy \(galaxy), column \(column): \(pair.0), expected \(pair.1)")
      }
    }
    #expect(borderline <= 1)
  }

  /// Stored shapes are told apart by the version alone: other numbers under the same one would mix.
  @Test func theVersionGoesUpWithTheNumbers() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/morphology/morphology.json")
    // FNV-1a over the reference's numbers, which change with the measurement.
    let digest = try Data(contentsOf: file).reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    #expect(
      [MorphologyFeatures.version: digest] == [1: 0x44c8_83c1_3b07_fac2],
      "the fixture is another one: raise MorphologyFeatures.version, and put both numbers here")
  }

  @Test func pixelsAreMeasuredWhereTheyLie() throws {
    let pixels = cutout(seed: 3) + cutout(seed: 4)
    let features = MorphologyFeatures()
    let rows = try features.features(pixels: pixels, count: 2, size: size)
    let same = try pixels.withUnsafeBytes {
      try features.features(pixels: $0, count: 2, size: size)
    }
    #expect(rows.values.map(\.bitPattern) == same.values.map(\.bitPattern))
    // Each galaxy by itself, too: what is stored of one does not depend on its neighbours.
    let second = try features.features(pixels: cutout(seed: 4), count: 1, size: size)
    #expect(Array(rows[1]).map(\.bitPattern) == second.values.map(\.bitPattern))
  }

  @Test func quarterTurnsAndMirrorsChangeNothing() throws {
    let plain = cutout(seed: 1)
    let last = size - 1
    let turned = mapped(plain) { x, y in (y, last - x) }
    let mirrored = mapped(plain) { x, y in (last - x, y) }
    let rows = try MorphologyFeatures().features(
      pixels: plain + turned + mirrored + cutout(seed: 2), count: 4, size: size)
    for column in 0..<rows.columns {
      let value = Array(rows[0])[column]
      #expect(abs(Array(rows[1])[column] - value) < 2e-3)
      #expect(abs(Array(rows[2])[column] - value) < 2e-3)
    }
    #expect(rows.squaredDistance(0, 3) > 1e-3)
  }

  @Test func aRingLiftsItsWholeCircle() throws {
    let ring = try row { x, y in
      let r = (x * x + y * y).squareRoot()
      return 120 * exp(-r / 4) + 90 * exp(-(r - 14) * (r - 14) / 4)
    }
    let disc = try row { x, y in 200 * exp(-(x * x + y * y).squareRoot() / 8) }
    // The lower fifth of the band-passed circle, at the narrower width.
    let rings = PolarGrid.linear.radii.count
    let lower = block(1).dropFirst(rings).prefix(rings)
    #expect(lower.map { ring[$0] }.max()! > 5 * lower.map { disc[$0] }.max()!)
    #expect(block(3).allSatisfy { abs(ring[$0]) < 1e-6 }, "a grey galaxy has no colour")
  }

  @Test func aBarShowsInTheSecondOrder() throws {
    let bar = try row { x, y in
      180 * exp(-(x * x + y * y).squareRoot() / 10) + (abs(y) < 2 && abs(x) < 12 ? 60 : 0)
    }
    let rings = PolarGrid.linear.radii.count
    func amplitude(_ order: Int) -> Float {
      block(2).dropFirst((order - 1) * rings).prefix(rings).reduce(0) { $0 + bar[$1] }
    }
    #expect(amplitude(2) > 5 * amplitude(1))
    #expect(amplitude(2) > 5 * amplitude(3))
  }

  @Test func aNeighbourIsAPeakAndAnAsymmetry() throws {
    let alone = try row { x, y in 200 * exp(-(x * x + y * y).squareRoot() / 5) }
    let pair = try row { x, y in
      200 * exp(-(x * x + y * y).squareRoot() / 5)
        + 150 * exp(-((x - 12) * (x - 12) + (y + 8) * (y + 8)).squareRoot() / 3)
    }
    let numbers = block(5)
    let (halfTurn, peaks) = (numbers.lowerBound + 8, numbers.lowerBound + 35)
    #expect(pair[halfTurn] > alone[halfTurn] + 0.1)
    #expect(alone[peaks] == 0 && pair[peaks] > 0)
  }

  /// Of each area, one of the eight numbers of the isophotes.
  private func isophotes(_ number: Int, _ row: [Float]) -> [Float] {
    stride(from: block(6).lowerBound + number, to: block(6).upperBound, by: 8).map { row[$0] }
  }

  @Test func isophotesOfADiscAreItsEllipses() throws {
    let disc = try row { x, y in 200 * exp(-(x * x + 4 * y * y).squareRoot() / 10) }
    #expect(isophotes(0, disc).allSatisfy { $0 == log1p(1) }, "one piece each")
    #expect((isophotes(1, disc) + isophotes(2, disc)).allSatisfy { $0 == 0 })
    #expect((isophotes(3, disc) + isophotes(5, disc)).allSatisfy { $0 < 0.03 })
    // An axis ratio of a half is an ellipticity of (4 − 1) / (4 + 1).
    #expect(isophotes(4, disc).dropFirst(2).allSatisfy { abs($0 - 0.6) < 0.05 })
    #expect(isophotes(6, disc).dropFirst(2).allSatisfy { abs($0 - 1) < 0.05 })
    #expect(isophotes(7, disc).allSatisfy { $0 > 0.95 })
  }

  @Test func aRingHasAHoleAndANeighbourIsAPiece() throws {
    let ring = try row { x, y in
      let r = (x * x + y * y).squareRoot() - 14
      return 200 * exp(-r * r / 8)
    }
    let neighbour = try row { x, y in
      180 * exp(-(x * x + y * y) / 18) + 150 * exp(-((x - 14) * (x - 14) + y * y) / 8)
    }
    #expect(isophotes(1, ring).last! > 0.3)
    #expect(isophotes(1, neighbour).allSatisfy { $0 == 0 })
    #expect(isophotes(0, neighbour).contains { abs($0 - log1p(2)) < 1e-6 })
    #expect(isophotes(2, neighbour).max()! > 0.1)
    #expect(isophotes(3, neighbour).last! > 0.2, "the middle of the light moves")
    #expect(isophotes(7, neighbour).min()! < 0.9)
  }

  @Test func ringsOfAnyRadiusHaveHighBumps() throws {
    func galaxy(_ radius: Float, _ ring: Float) throws -> [Float] {
      try row { x, y in
        let r = (x * x + y * y).squareRoot()
        return 150 * exp(-r / 7) + ring * exp(-(r - radius) * (r - radius) / 3)
      }
    }
    let (inner, outer, none) = (try galaxy(9, 50), try galaxy(15, 50), try galaxy(9, 0))
    // The lower fifth of the circle, at the narrower width.
    let highest = block(8).lowerBound + 6
    #expect(inner[highest] > 2 * none[highest] && outer[highest] > 2 * none[highest])
    for start in stride(from: block(8).lowerBound, to: block(8).upperBound, by: 6) {
      #expect(zip(inner[start..<start + 6], inner[(start + 1)..<start + 6]).allSatisfy { $0 >= $1 })
    }
  }

  @Test func aBlueArmShowsAlongItsRing() throws {
    func galaxy(_ blue: Float) throws -> [Float] {
      let pixels = (0..<size * size).flatMap { pixel -> [UInt8] in
        let (x, y) = (Float(pixel % size) - 31.5, Float(pixel / size) - 31.5)
        let disc = 120 * exp(-(x * x + y * y).squareRoot() / 8)
        let arms = 60 * exp(-(x * x + y * y - 120).magnitude / 60) * max(0, x * y / 120)
        return [disc + arms, disc + arms * (1 + blue) / 2, disc + arms * blue].map { UInt8($0) }
      }
      return Array(try MorphologyFeatures().features(pixels: pixels, count: 1, size: size)[0])
    }
    let (blue, red) = (try galaxy(1.6), try galaxy(0.5))
    // Red less blue falls where the light rises.
    #expect(block(7).map { blue[$0] }.min()! < -0.8)
    #expect(block(7).map { red[$0] }.max()! > 0.8)
  }

  @Test func blocksAreCountedInWhole() {
    let blocks = MorphologyFeatures.blocks
    #expect(MorphologyFeatures.blocks(within: MorphologyFeatures.columns) == blocks)
    #expect(MorphologyFeatures.blocks(within: MorphologyFeatures.columns - 1) == blocks.dropLast())
    #expect(MorphologyFeatures.blocks(within: 0).isEmpty)
  }

  @Test(arguments: [32, 48, 128])
  func sizeHardlyMatters(_ other: Int) throws {
    func picture(_ size: Int) -> [UInt8] {
      (0..<size * size).flatMap { pixel -> [UInt8] in
        let x = (Float(pixel % size) + 0.5) / Float(size) * 64 - 32
        let y = (Float(pixel / size) + 0.5) / Float(size) * 64 - 32
        let light = 220 * exp(-(x * x + 3 * y * y) / 120)
        return [UInt8(light), UInt8(light * 0.8), UInt8(light * 0.6)]
      }
    }
    let features = MorphologyFeatures()
    let one = try features.features(pixels: picture(64), count: 1, size: 64)
    let same = try features.features(pixels: picture(other), count: 1, size: other)
    let far = zip(one.values, same.values).map { abs($0 - $1) }.reduce(0, +) / Float(one.columns)
    #expect(far < 0.05)
  }

  @Test func darkAndBrokenCutoutsHaveFiniteShapes() throws {
    let features = MorphologyFeatures()
    for value in [UInt8(0), 255] {
      let rows = try features.features(
        pixels: [UInt8](repeating: value, count: size * size * 3), count: 1, size: size)
      #expect(rows.values.allSatisfy { $0.isFinite })
    }
    var broken = [Float](repeating: 0.3, count: size * size * 3)
    broken[7] = .nan
    broken[9] = .infinity
    let rows = try features.features(stretched: broken, count: 1, size: size)
    #expect(rows.values.allSatisfy { $0.isFinite })
  }

  @Test func wrongPixelCountsAreRefused() {
    #expect(
      throws: HuntingError.countMismatch(what: "pixel values", expected: 768, found: 767)
    ) {
      try MorphologyFeatures().features(
        pixels: [UInt8](repeating: 0, count: 767), count: 1, size: 16)
    }
    #expect(throws: HuntingError.self) {
      try MorphologyFeatures().features(pixels: [], count: 0, size: 2)
    }
  }
}
