import Foundation
import TestSupport
import Testing

@testable import Survey

@Suite("Simulator: FITS cubes")
struct SimulatorFITSTests {
  /// A FITS file read by the standard alone: 80-character cards in blocks of 2,880 bytes, then
  /// big-endian floats.
  private struct Cube {
    var cards: [String: String] = [:]
    var values: [Float] = []

    init(_ data: Data) {
      let bytes = [UInt8](data)
      var offset = 0
      while offset + 80 <= bytes.count {
        let card = String(decoding: bytes[offset..<offset + 80], as: UTF8.self)
        offset += 80
        let name = card.prefix(8).trimmingCharacters(in: .whitespaces)
        if name == "END" { break }
        guard card.dropFirst(8).first == "=" else { continue }
        let value = card.dropFirst(10).split(separator: "/")[0]
        cards[name] = value.trimmingCharacters(in: CharacterSet(charactersIn: " '"))
      }
      offset = (offset + 2879) / 2880 * 2880
      while offset + 4 <= bytes.count {
        values.append(
          Float(
            bitPattern: bytes[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
        offset += 4
      }
    }
  }

  @Test("A cube holds what was drawn, planes in the order of its bands, rows upwards")
  func pixels() throws {
    let sky = SkySimulator(seed: 31, size: 20)
    let cutout = sky.fits(3)
    let data = try cutout.data()
    #expect(data.count % 2880 == 0)
    let cube = Cube(data)
    #expect(cube.cards["BITPIX"] == "-32")
    #expect(cube.cards["NAXIS"] == "3")
    #expect(cube.cards["NAXIS1"] == "20")
    #expect(cube.cards["NAXIS3"] == "3")
    #expect(cube.cards["BANDS"] == "grz")
    #expect(cube.cards["BAND2"] == "z")
    #expect(cube.cards["BUNIT"] == "nanomaggy")
    #expect(cube.cards["OBJECT"] == sky.objectID(3))
    for (band, row, column) in [(0, 0, 0), (1, 19, 4), (2, 7, 13)] {
      #expect(
        cube.values[(band * 20 + row) * 20 + column]
          == cutout.light[(19 - row) * 20 + column][band])
    }
  }

  @Test("The header places the galaxy in the middle of a tangential projection")
  func coordinates() throws {
    let sky = SkySimulator(seed: 32, size: 256)
    let index = try #require(
      (0..<50).first { sky.parameters($0).pixelScale == SkySimulator.arcsecondsPerPixel })
    let parameters = sky.parameters(index)
    let cards = Cube(try sky.fits(index).data()).cards
    func number(_ name: String) throws -> Double { try #require(Double(cards[name] ?? "")) }
    #expect(cards["CTYPE1"] == "RA---TAN")
    #expect(abs(try number("CRVAL1") - parameters.rightAscension) < 1e-7)
    #expect(abs(try number("CRVAL2") - parameters.declination) < 1e-7)
    #expect(try number("CRPIX1") == 128.5)
    // The Legacy Survey's own pixels; east is left.
    #expect(abs(try number("CD1_1") * -3600 - 0.262) < 1e-6)
    #expect(abs(try number("CD2_2") * 3600 - 0.262) < 1e-6)
  }

  @Test("A galaxy's light in the cube is that of its magnitude", arguments: [24, 64])
  func magnitude(size: Int) {
    let sky = SkySimulator(seed: 33, size: size)
    let fluxes = (0..<60).map { index in
      // Half of the field's width about the galaxy, so that few neighbours count.
      let cutout = sky.fits(index)
      var sum: Float = 0
      for row in size / 4..<size * 3 / 4 {
        for pixel in cutout.light[row * size + size / 4..<row * size + size * 3 / 4] {
          sum += pixel.y
        }
      }
      let dimming = 2.165 * sky.parameters(index).foregroundDust
      return -2.5 * log10(max(sum, 1e-3)) + 22.5 - sky.parameters(index).magnitude - dimming
    }
    #expect(abs(fluxes.sorted()[30]) < 0.25)
  }

  @Test("A survey of cubes has a catalog that names them")
  func survey() throws {
    let folder = try TemporaryFolder()
    let sky = SkySimulator(seed: 34, size: 16)
    let survey = try sky.write(count: 5, to: folder.path("cubes"), as: .fits)
    let text = try String(contentsOfFile: survey.catalog, encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    for (index, row) in rows.enumerated() {
      #expect(row[1] == "images/\(sky.objectID(index)).fits")
      let data = try Data(
        contentsOf: URL(fileURLWithPath: folder.path("cubes") + "/" + row[1]))
      #expect(data == (try sky.fits(index).data()))
    }
    #expect(rows.count == 5)
  }
}
