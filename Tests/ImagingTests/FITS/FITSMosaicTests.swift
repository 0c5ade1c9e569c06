import Foundation
import TestSupport
import Testing

@testable import Imaging

struct FITSMosaicTests {
  /// Sky positions and where Astropy finds them.
  struct Positions: Decodable {
    let ra: [Double]
    let dec: [Double]
    let x: [Double]
    let y: [Double]
    let scale: Double
  }

  private static let names = [
    "tan.fits", "tan_turned.fits", "sin.fits", "tan_sip.fits", "tan_sip_turned.fits", "tpv.fits",
    "scamp.fits", "crota.fits", "pc.fits", "zea.fits", "across_zero.fits", "pole.fits",
    "mirrored.fits", "cube.fits",
  ]

  private static func positions(_ name: String) throws -> Positions {
    let bytes = Data(try FITSFixture.bytes("positions.json"))
    let all = try JSONDecoder().decode([String: Positions].self, from: bytes)
    return try #require(all[name])
  }

  private static func mosaic(_ name: String, bands: String? = nil) throws -> FITSMosaic {
    try FITSMosaic(
      path: FITSFixture.path("mosaics/\(name)"),
      bands: try bands.map { try #require(BandMapping($0)) } ?? .automatic)
  }

  @Test(arguments: names)
  func positionsAreAstropys(name: String) throws {
    let positions = try FITSMosaicTests.positions(name)
    let file = try FITSFile(path: FITSFixture.path("mosaics/\(name)"))
    let sky = try SkyCoordinates(file.units[0].header)
    for i in positions.x.indices {
      let pixel = try #require(
        sky.pixel(rightAscension: positions.ra[i], declination: positions.dec[i]))
      #expect(abs(pixel.x - positions.x[i]) < 1e-3, "\(i)")
      #expect(abs(pixel.y - positions.y[i]) < 1e-3, "\(i)")
      let place = try #require(sky.sky(x: positions.x[i], y: positions.y[i]))
      let turn = (place.rightAscension - positions.ra[i]).remainder(dividingBy: 360)
      #expect(abs(turn) * cos(place.declination * .pi / 180) < 1e-8)
      #expect(abs(place.declination - positions.dec[i]) < 1e-8)
    }
  }

  @Test(arguments: names)
  func thePixelScaleIsAstropys(name: String) throws {
    let scale = try FITSMosaicTests.positions(name).scale
    let mosaic = try FITSMosaicTests.mosaic(name)
    // A distortion changes the scale from place to place; Astropy's is the reference pixel's.
    let tolerance = name.contains("sip") || name.contains("tpv") || name.contains("scamp")
    #expect(abs(mosaic.pixelScale / scale - 1) < (tolerance ? 0.02 : 1e-6))
    #expect(mosaic.pixels(forArcseconds: mosaic.pixelScale * 10.4) == 10)
    #expect(mosaic.pixels(forArcseconds: 0) == 1)
  }

  /// Values count up along the rows from the bottom, 60 a row.
  @Test func aCutoutIsTheSquareAroundItsPosition() throws {
    let mosaic = try FITSMosaicTests.mosaic("tan_turned.fits")
    let positions = try FITSMosaicTests.positions("tan_turned.fits")
    // The fourth position is on pixel 12.4, 33.3.
    let odd = try mosaic.cutout(
      rightAscension: positions.ra[3], declination: positions.dec[3], side: 3)
    let expected: [Float] = [2051, 2052, 2053, 1991, 1992, 1993, 1931, 1932, 1933]
    #expect((0..<9).map { odd.values[$0 * 3] } == expected)
    // Four pixels about 12.4 are 11...14, about 33.3 are 32...35.
    let even = try mosaic.cutout(
      rightAscension: positions.ra[3], declination: positions.dec[3], side: 4)
    #expect(even[0, 3, 0] == 32 * 60 + 11)
    #expect(even[3, 0, 2] == 35 * 60 + 14)
  }

  @Test func beyondTheEdgeThereIsNoData() throws {
    let mosaic = try FITSMosaicTests.mosaic("tan.fits")
    let positions = try FITSMosaicTests.positions("tan.fits")
    // The second position is the upper right pixel, 59, 39: of three pixels a side, four are there.
    #expect(
      throws: ImagingError.noData(
        detail: "55% of the cutout is blank or beyond the mosaic's edge")
    ) {
      try mosaic.cutout(rightAscension: positions.ra[1], declination: positions.dec[1], side: 3)
    }
    let file = try FITSFile(path: FITSFixture.path("mosaics/tan.fits"))
    let edge = try #require(try SkyCoordinates(file.units[0].header).sky(x: 59, y: 20))
    let cutout = try mosaic.cutout(
      rightAscension: edge.rightAscension, declination: edge.declination, side: 5)
    for y in 0..<5 {
      for x in 0..<5 {
        let value = cutout[x, y, 1]
        #expect(x > 2 ? value.isNaN : value == Float((22 - y) * 60 + 57 + x))
      }
    }
  }

  @Test(arguments: ["tan.fits", "tan_sip.fits", "tpv.fits", "sin.fits", "pole.fits"])
  func positionsElsewhereAreOutside(name: String) throws {
    let mosaic = try FITSMosaicTests.mosaic(name)
    let positions = try FITSMosaicTests.positions(name)
    for index in [4, 5] {
      #expect(throws: ImagingError.self) {
        try mosaic.cutout(
          rightAscension: positions.ra[index], declination: positions.dec[index], side: 8)
      }
    }
    // Also where the projection or the distortion has gone mad: nothing may fold back into view.
    for dec in stride(from: -90.0, through: 85, by: 2.5) {
      for ra in stride(from: 0.0, to: 360, by: 2.5) where abs(ra - 150) > 1 || abs(dec - 2) > 1 {
        do {
          _ = try mosaic.cutout(rightAscension: ra, declination: dec, side: 8)
          Issue.record("\(name) shows \(ra), \(dec)")
        } catch .outsideImage {
        } catch {
          Issue.record("\(error)")
        }
      }
    }
  }

  @Test func theReasonSaysWhereAPositionFalls() throws {
    let mosaic = try FITSMosaicTests.mosaic("tan.fits")
    let positions = try FITSMosaicTests.positions("tan.fits")
    #expect(throws: ImagingError.outsideImage(detail: "it falls on pixel 70, 45 of 60×40")) {
      try mosaic.cutout(rightAscension: positions.ra[5], declination: positions.dec[5], side: 8)
    }
    #expect(throws: ImagingError.outsideImage(detail: "it is on another part of the sky")) {
      try mosaic.cutout(rightAscension: 330, declination: -2, side: 8)
    }
    #expect(
      throws: ImagingError.tooLarge(detail: "a cutout of 5000 by 5000 pixels, at most 4096 a side")
    ) {
      try mosaic.cutout(rightAscension: 150, declination: 2, side: 5000)
    }
  }

  @Test func tilesGiveTheSameAsPlainPixels() throws {
    let plain = try FITSMosaicTests.mosaic("tan.fits")
    let tiles = try FITSMosaicTests.mosaic("tiles.fits.fz")
    let positions = try FITSMosaicTests.positions("tan.fits")
    for (ra, dec) in zip(positions.ra, positions.dec).prefix(4) {
      for side in [1, 7, 20] {
        let one = Result { try plain.cutout(rightAscension: ra, declination: dec, side: side) }
        let two = Result { try tiles.cutout(rightAscension: ra, declination: dec, side: side) }
        switch (one, two) {
        case (.success(let one), .success(let two)): #expect(one == two)
        case (.failure(let one), .failure(let two)): #expect("\(one)" == "\(two)")
        default: Issue.record("\(one) \(two)")
        }
      }
    }
  }

  /// wcslib would take eight gigabytes.
  @Test func aSecondNumberOfAxesCountsForNothing() throws {
    var bytes = try FITSFixture.bytes("mosaics/tan.fits")
    let end = try #require(
      stride(from: 0, to: bytes.count, by: 80).first { FITSHeader.isEnd(bytes[$0...]) })
    let cards = ["WCSAXES =                    2", "WCSAXES =                32768", "END"]
      .map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }.joined()
    bytes.replaceSubrange(end..<(end + cards.utf8.count), with: cards.utf8)
    let folder = try TemporaryFolder()
    let mosaic = try FITSMosaic(path: folder.write(Data(bytes), to: "axes.fits"))
    let plain = try FITSMosaicTests.mosaic("tan.fits")
    #expect(
      try mosaic.cutout(rightAscension: 150, declination: 2, side: 8)
        == plain.cutout(rightAscension: 150, declination: 2, side: 8))
  }

  /// wcslib would read a number where there is none.
  @Test(arguments: [
    "A_9_9   = 'BAND'", "BP_1_1  =   ''", "B_2_0   =                    T", "AP_0_1  =",
    "A_1_1   = (1.0, 2.0)", "A_1_1   = 1.0 2.0", "A_1_1   = nan",
  ])
  func aDistortionInWordsCountsForNothing(card: String) throws {
    var bytes = try FITSFixture.bytes("mosaics/tan.fits")
    let end = try #require(
      stride(from: 0, to: bytes.count, by: 80).first { FITSHeader.isEnd(bytes[$0...]) })
    let cards = [card, "END"].map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }.joined()
    bytes.replaceSubrange(end..<(end + cards.utf8.count), with: cards.utf8)
    let folder = try TemporaryFolder()
    let mosaic = try FITSMosaic(path: folder.write(Data(bytes), to: "words.fits"))
    let plain = try FITSMosaicTests.mosaic("tan.fits")
    #expect(
      try mosaic.cutout(rightAscension: 150, declination: 2, side: 8)
        == plain.cutout(rightAscension: 150, declination: 2, side: 8))
  }

  /// A mosaic is asked again after an error; its tile is no better the second time.
  @Test func aDamagedTileIsRefusedEveryTime() throws {
    var bytes = try FITSFixture.bytes("mosaics/tiles.fits.fz")
    // Twelve rows of eight bytes point into the heap behind them, which promises uncoded pixels now
    // and is too short for them.
    for place in (3 * 2880 + 12 * 8)..<bytes.count { bytes[place] = 0xFF }
    let folder = try TemporaryFolder()
    let mosaic = try FITSMosaic(path: folder.write(Data(bytes), to: "damaged.fits.fz"))
    for _ in 0..<3 {
      let error = #expect(throws: ImagingError.self) {
        try mosaic.cutout(rightAscension: 150, declination: 2, side: 8)
      }
      #expect(error.map { "\($0)" }?.contains("compressed by Rice's code") == true)
    }
  }

  @Test func bandsAreCutFromACube() throws {
    let cube = try FITSMosaicTests.mosaic("cube.fits", bands: "g,z,r")
    let positions = try FITSMosaicTests.positions("cube.fits")
    let cutout = try cube.cutout(
      rightAscension: positions.ra[3], declination: positions.dec[3], side: 1)
    let expected: [Float] = [1992, 6792, 4392]
    #expect(cutout.values == expected)
  }

  /// The band G lies five pixels further right and three further up than R.
  @Test func bandsOnGridsOfTheirOwnAreCutEachAtThePosition() throws {
    let mosaic = try FITSMosaicTests.mosaic("two_grids.fits")
    let positions = try FITSMosaicTests.positions("tan.fits")
    let cutout = try mosaic.cutout(
      rightAscension: positions.ra[3], declination: positions.dec[3], side: 1)
    #expect(cutout.values[0] == 33 * 60 + 12)
    #expect(cutout.values[2] == 36 * 60 + 17)
  }

  @Test(arguments: [
    ("singular.fits", "singular"), ("no_sky.fits", "none of its axes are celestial"),
  ])
  func imagesWithoutUsableCoordinatesAreRefused(name: String, reason: String) {
    let error = #expect(throws: ImagingError.self) { try FITSMosaicTests.mosaic(name) }
    guard case .noSkyCoordinates(let detail)? = error else {
      Issue.record("\(String(describing: error)) is not .noSkyCoordinates")
      return
    }
    #expect(detail.contains(reason), "\(detail)")
  }

  @Test func imagesInOtherCoordinatesAreRefused() {
    #expect(
      throws: ImagingError.otherSkyCoordinates(
        detail: "its axes are GLON/GLAT", needed: "RA/DEC")
    ) { try FITSMosaicTests.mosaic("galactic.fits") }
    #expect(
      throws: ImagingError.otherSkyCoordinates(
        detail: "its positions are FK4 of equinox 1950.0", needed: "J2000")
    ) { try FITSMosaicTests.mosaic("fk4.fits") }
  }
}
