import Foundation
import Imaging
import Testing

@testable import Survey

@Suite("Simulator: pictures")
struct SimulatorPictureTests {
  private static let sky = SkySimulator(seed: 12)

  /// Light that counts as a galaxy's: its faint outskirts do not.
  private static let lit: UInt8 = 75

  /// The lit pixels that hang together with the middle, without the stars and galaxies beside it.
  private func body(of raster: Raster) -> [(x: Int, y: Int)] {
    var isSeen = [Bool](repeating: false, count: 64 * 64)
    var front: [(x: Int, y: Int)] = []
    for y in 30...33 {
      for x in 30...33 { front.append((x, y)) }
    }
    var body: [(x: Int, y: Int)] = []
    while let (x, y) = front.popLast() {
      guard (0..<64).contains(x), (0..<64).contains(y), !isSeen[y * 64 + x] else { continue }
      isSeen[y * 64 + x] = true
      guard raster[x, y].green > Self.lit else { continue }
      body.append((x, y))
      front += [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
    }
    return body
  }

  /// Axis ratio of a picture's middle body from its second moments.
  private func axisRatio(_ raster: Raster) -> Double {
    var sums = (w: 0.0, xx: 0.0, yy: 0.0, xy: 0.0, x: 0.0, y: 0.0)
    for (x, y) in body(of: raster) {
      let (dx, dy) = (Double(x) - 31.5, Double(y) - 31.5)
      let light = Double(raster[x, y].green - Self.lit)
      sums.w += light
      sums.x += light * dx
      sums.y += light * dy
      sums.xx += light * dx * dx
      sums.yy += light * dy * dy
      sums.xy += light * dx * dy
    }
    let mx = sums.x / sums.w
    let my = sums.y / sums.w
    let xx = sums.xx / sums.w - mx * mx
    let yy = sums.yy / sums.w - my * my
    let xy = sums.xy / sums.w - mx * my
    let root = (((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy).squareRoot()
    return (((xx + yy) / 2 - root) / ((xx + yy) / 2 + root)).squareRoot()
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  @Test("Second moments tell round, in-between, cigar-shaped and edge-on galaxies apart")
  func axisRatios() {
    func typical(_ kind: GalaxyKind) -> Double {
      median((0..<9).map { axisRatio(Self.sky.galaxy($0, as: kind).raster) })
    }
    let round = typical(.roundSmooth)
    let between = typical(.inBetweenSmooth)
    let cigar = typical(.cigarSmooth)
    let edge = typical(.edgeOnNoBulge)
    #expect(round > 0.84)
    #expect((0.45...0.78).contains(between))
    #expect((0.25...0.5).contains(cigar))
    #expect(edge < 0.28)
  }

  @Test("Pictures have colours: ellipticals are redder than spirals, and neither is grey")
  func colours() {
    /// Blue over red of the bright middle, above the sky.
    func colour(_ raster: Raster) -> Double {
      var red = 0.0
      var blue = 0.0
      for y in 20..<44 {
        for x in 20..<44 {
          red += Double(raster[x, y].red) - 32
          blue += Double(raster[x, y].blue) - 32
        }
      }
      return blue / red
    }
    let old = (0..<9).map { colour(Self.sky.galaxy($0, as: .inBetweenSmooth).raster) }
    let young = (0..<9).map { colour(Self.sky.galaxy($0, as: .looseSpiral).raster) }
    #expect(median(old) < 0.92)
    #expect(median(young) > 1)
    let lens = (0..<5).map { colour(Self.sky.galaxy($0, as: .lensArc).raster) }
    #expect(median(lens) < 0.6)
  }

  @Test("The sky is dark and a little noisy", arguments: [GalaxyKind.roundSmooth, .looseSpiral])
  func skyLevel(kind: GalaxyKind) {
    let raster = Self.sky.galaxy(1, as: kind).raster
    var levels: [Double] = []
    for i in 0..<64 {
      for (x, y) in [(i, 0), (i, 63), (0, i), (63, i)] { levels.append(Double(raster[x, y].green)) }
    }
    let level = median(levels)
    #expect((29...40).contains(level))
    let spread = median(levels.map { abs($0 - level) })
    #expect((1...8).contains(spread))
  }

  @Test("Every kind is drawn bright in the middle of the frame at any size", arguments: [16, 50])
  func sizes(size: Int) {
    let sky = SkySimulator(seed: 13, size: size)
    for kind in GalaxyKind.allCases {
      let raster = sky.galaxy(0, as: kind).raster
      #expect(raster.width == size && raster.height == size)
      let middle = (size / 4..<size * 3 / 4)
      let brightest = middle.flatMap { y in middle.map { x in raster[x, y].green } }.max() ?? 0
      #expect(brightest > 90)
    }
  }

  @Test("Light is finite everywhere before it is shown", arguments: GalaxyKind.allCases)
  func finite(kind: GalaxyKind) {
    var random = SkyRandom(seed: 14)
    let parameters = GalaxyParameters.draw(kind, using: &random)
    var painter = GalaxyPainter(parameters: parameters, size: 64, random: random)
    painter.paint()
    #expect(painter.frame.pixels.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite })
    #expect(painter.frame.pixels.allSatisfy { $0.min() >= 0 })
  }

  @Test("The display maps an empty sky to 32 of 255 and keeps the hue of light until it is white")
  func display() {
    let dark = LegacyDisplay.colour(.zero) * 255
    #expect((31.5..<33).contains(dark.x) && dark.x == dark.y && dark.y == dark.z)
    // 6.0 g = 3.4 r = 2.2 z is white.
    let white = LegacyDisplay.colour(SIMD4(0.1 / 6, 0.1 / 3.4, 0.1 / 2.2, 0))
    #expect(abs(white.x - white.y) < 1e-5 && abs(white.y - white.z) < 1e-5 && white.x > 0.35)
    let red = LegacyDisplay.colour(SIMD4(1, 4, 12, 0))
    #expect(red.x == 1 && red.z < red.y)
    #expect(LegacyDisplay.colour(SIMD4(-1, -1, -1, 0)) == .zero)
    // The hue of light above the lift is that of the bands.
    let yellow = LegacyDisplay.colour(SIMD4(0.01, 0.04, 0.06, 0))
    #expect(abs(yellow.x / yellow.z - (0.06 * 2.2 + 0.03) / (0.01 * 6 + 0.03)) < 1e-4)
  }

  @Test("A block shares some of its colour, and no more")
  func blocks() {
    // Mean over many fields, since each block's brightness errs.
    var sums = (lit: SIMD3<Double>.zero, beside: SIMD3<Double>.zero, outside: SIMD3<Double>.zero)
    var random = SkyRandom(seed: 15)
    for _ in 0..<200 {
      var pixels = [Bands](repeating: .zero, count: 64)
      // Pixel 27 is (3, 3), in the block from (2, 2).
      pixels[27] = Bands(0, 0, 0.2, 0)
      let raster = LegacyDisplay.raster(pixels, size: 8, using: &random)
      func levels(_ x: Int, _ y: Int) -> SIMD3<Double> {
        let pixel = raster[x, y]
        return SIMD3(Double(pixel.red), Double(pixel.green), Double(pixel.blue)) / 200
      }
      sums.lit += levels(3, 3)
      sums.beside += levels(2, 2)
      sums.outside += levels(4, 4)
    }
    #expect(sums.lit.x > 2 * sums.lit.y)
    #expect(sums.beside.x > sums.beside.y + 2)
    #expect(abs(sums.outside.x - sums.outside.y) < 0.1)
    let luma = SIMD3(0.299, 0.587, 0.114)
    #expect(abs(((sums.beside - sums.outside) * luma).sum()) < 1)
  }
}
