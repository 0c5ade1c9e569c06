import AHuntKit
import Foundation
import Imaging
import Review
import Store
import Survey
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A review shows the survey's own pictures, as large as they are, and says why where it can't.
@Suite struct OriginalPictureTests {
  @Test func aPictureFileIsShownAtItsOwnSize() throws {
    let survey = try SurveyOnDisk.png()
    for index in 0..<6 {
      let shown = try survey.picture(index)
      #expect(shown.raster == TinySurvey(count: 6, side: 48).raster(index))
      #expect(shown.note == "G000\(index).png, 48×48 pixels")
    }
    #expect(try survey.guide.cutout(of: survey.question()).width == 16)
  }

  @Test func itIsCroppedAsTheCutoutsAre() throws {
    let survey = try SurveyOnDisk.png(crop: 0.5)
    let whole = TinySurvey(count: 6, side: 48).raster(2)
    #expect(try survey.picture(2).raster == whole.centreSquare(keeping: 0.5))
    #expect(try survey.picture(2).note == "G0002.png, 24×24 pixels")
  }

  @Test func aViewIsCloserAndNoLargerThanAsked() throws {
    let survey = try SurveyOnDisk.png()
    let whole = TinySurvey(count: 6, side: 48).raster(1)
    #expect(try survey.picture(1) { $0.zoom = 2 }.raster == whole.centreSquare(keeping: 0.5))
    #expect(try survey.picture(1) { $0.zoom = 8 }.raster.width == 6)
    #expect(try survey.picture(1, side: 20).raster == whole.resized(width: 20, height: 20))
    #expect(try survey.picture(1, side: 0).raster.width == 1)
  }

  @Test func theStretchesOfLevelsAreTold() throws {
    let survey = try SurveyOnDisk.png()
    let whole = TinySurvey(count: 6, side: 48).raster(0)
    let green = try survey.picture { $0.stretch = .band(1) }
    #expect(green.note == "G0000.png, 48×48 pixels; band 2 of 3")
    #expect(green.raster[24, 24].red == whole[24, 24].green)
    #expect(green.raster[24, 24].blue == whole[24, 24].green)
    #expect(try survey.picture { $0.stretch = .band(7) }.note.hasSuffix("there is no band 8"))
    let pictures = try [PictureView.Stretch.linear, .asinh, .logarithmic].map { stretch in
      let shown = try survey.picture { $0.stretch = stretch }
      #expect(shown.note.hasSuffix("of its 8-bit levels, which the survey has stretched already"))
      return shown.raster
    }
    // A faint place, away from the middle: each shows it brighter than the one before.
    let faint = pictures.map { Int($0[24, 33].red) }
    #expect(faint[0] < faint[1] && faint[1] < faint[2], "\(faint)")
    #expect(pictures.allSatisfy { $0[24, 24].red == 255 })
  }

  @Test func whatIsGoneOrChangedIsShownByItsCutout() throws {
    let survey = try SurveyOnDisk.png()
    let tiny = TinySurvey(count: 6, side: 48)
    func path(_ index: Int) -> String { survey.folder.path("images/G000\(index).png") }
    try FileManager.default.removeItem(atPath: path(0))
    try Data(contentsOf: URL(fileURLWithPath: path(2))).write(to: URL(fileURLWithPath: path(1)))
    try FileManager.default.removeItem(atPath: path(2))
    #expect(mkfifo(path(2), 0o600) == 0)
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: path(3)))
    try FileManager.default.removeItem(atPath: path(4))
    try FileManager.default.createDirectory(atPath: path(4), withIntermediateDirectories: false)
    let reasons = [
      "there is no such file", "what lies there by now is not the picture that was imported",
      "it is a pipe and not a file", "not a PNG or JPEG picture", "it is a folder",
    ]
    for (index, reason) in reasons.enumerated() {
      let shown = try survey.picture(index)
      #expect(try shown.raster == survey.guide.cutout(of: survey.question(index)))
      let start = "the stored cutout, 16×16 pixels; G000\(index).png: "
      #expect(shown.note.hasPrefix(start + reason), "\(shown.note)")
    }
    #expect(try survey.picture(5).raster == tiny.raster(5))
    // What comes back is shown again.
    try tiny.raster(0).pngData().write(to: URL(fileURLWithPath: path(0)))
    #expect(try survey.picture(0).raster == tiny.raster(0))
  }

  @Test(.enabled(if: geteuid() != 0)) func whatMayNotBeReadIsShownByItsCutout() throws {
    let survey = try SurveyOnDisk.png()
    #expect(chmod(survey.folder.path("images/G0000.png"), 0) == 0)
    #expect(try survey.picture().note.contains("you may not read it"))
  }

  @Test func aPictureIsReadOnce() throws {
    let survey = try SurveyOnDisk.png()
    let first = try survey.picture().raster
    try FileManager.default.removeItem(atPath: survey.folder.path("images/G0000.png"))
    #expect(try survey.picture().raster == first)
    #expect(try survey.picture { $0.zoom = 2 }.raster.width == 24)
  }

  @Test func floatBandsAreStretchedFromTheirValues() throws {
    let survey = try SurveyOnDisk(size: 32) { folder in
      _ = try SimulatedSky(seed: 3, size: 64).write(
        count: 4, to: folder.url.appendingPathComponent("sky"), isFITS: true)
      return folder.path("sky")
    }
    let stored = try survey.picture()
    #expect(stored.raster.width == 64 && stored.note.hasSuffix(".fits, 64×64 pixels"))
    let stretches: [PictureView.Stretch] = [.stored, .linear, .asinh, .logarithmic, .band(0)]
    let shown = try stretches.map { stretch in try survey.picture { $0.stretch = stretch } }
    #expect(shown[2].note.hasSuffix("; of its values"))
    #expect(Set(shown.map { $0.raster.pixels }).count == stretches.count)
    let lights = shown[1...3].map { $0.raster.pixels.reduce(0) { $0 + Int($1) } }
    #expect(lights[0] < lights[1] && lights[1] < lights[2], "\(lights)")
    // One band is grey.
    for start in stride(from: 0, to: shown[4].raster.pixels.count, by: 3) {
      #expect(shown[4].raster.pixels[start] == shown[4].raster.pixels[start + 2])
    }
    // A closer look is as bright: black and white follow from the whole.
    let close = try survey.picture {
      $0.stretch = .linear
      $0.zoom = 2
    }
    #expect(close.raster == shown[1].raster.centreSquare(keeping: 0.5))
  }

  @Test(arguments: [("Galaxy10.h5", 69), ("train_dataset.hdf5", 8), ("planes_test.hdf5", 8)])
  func aRowOfHDF5IsReadAgain(_ name: String, side: Int) throws {
    let survey = try SurveyOnDisk { try SurveyOnDisk.copy("HDF5/\(name)", to: $0) }
    for row in 0..<2 {
      let shown = try survey.picture(row)
      #expect(shown.note == "\(name) row \(row), \(side)×\(side) pixels")
      // What the script that made the file puts there.
      #expect(Int(shown.raster[3, 5].green) == (31 * row + 35 + 9 + 101) % 256)
      #expect(shown.raster.width == side)
    }
    let path = survey.folder.path(name)
    try Data(contentsOf: URL(fileURLWithPath: path)).prefix(600)
      .write(to: URL(fileURLWithPath: path))
    #expect(try survey.picture(0).note == "\(name) row 0, \(side)×\(side) pixels")
    let other = survey.hunt.reviewGuide()
    let cut = try other.picture(of: survey.question(), view: PictureView(), side: 500)
    #expect(cut.note.hasPrefix("the stored cutout, 16×16 pixels; \(name) row 0: "), "\(cut.note)")
    try FileManager.default.removeItem(atPath: path)
    let gone = try other.picture(of: survey.question(), view: PictureView(), side: 500)
    #expect(gone.note.contains("there is no such file"), "\(gone.note)")
  }

  @Test func otherRowsOfAFileAreAnotherGalaxy() throws {
    let survey = try SurveyOnDisk { try SurveyOnDisk.copy("HDF5/Galaxy10.h5", to: $0) }
    let path = survey.folder.path("Galaxy10.h5")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(
      at: SurveyOnDisk.fixture("HDF5/Galaxy10_DECals.h5"), to: URL(fileURLWithPath: path))
    #expect(try survey.picture().note.contains("is not the picture that was imported"))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(
      at: SurveyOnDisk.fixture("HDF5/empty.h5"), to: URL(fileURLWithPath: path))
    #expect(try survey.picture().note.hasPrefix("the stored cutout"))
  }

  @Test func aCellOfAFITSTableIsReadAgain() throws {
    let survey = try SurveyOnDisk { try SurveyOnDisk.copy("FITS/bytes.fits", to: $0) }
    let shown = try survey.picture(1)
    #expect(shown.note == "bytes.fits row 2, 5×5 pixels" && shown.raster.width == 5)
    let floats = try SurveyOnDisk { try SurveyOnDisk.copy("FITS/cutouts.fits", to: $0) }
    #expect(try floats.picture().note == "cutouts.fits row 1, 5×5 pixels")
    #expect(try floats.picture { $0.stretch = .band(2) }.note.hasSuffix("; band 3 of 3"))
    try FileManager.default.removeItem(atPath: floats.folder.path("cutouts.fits"))
    #expect(mkfifo(floats.folder.path("cutouts.fits"), 0o600) == 0)
    #expect(try floats.picture().note == "cutouts.fits row 1, 5×5 pixels")
    let other = try floats.hunt.reviewGuide().picture(
      of: floats.question(), view: PictureView(), side: 50)
    #expect(other.note.contains("it is a pipe"), "\(other.note)")
  }

  @Test func aPlaceOfAMosaicIsCutOutAgain() throws {
    var mosaic = ""
    let survey = try SurveyOnDisk {
      $0.options.mosaic = mosaic
      $0.options.cutoutArcsec = 20
      $0.recipe = CutoutRecipe(arcsec: 20)
    } write: {
      mosaic = try SurveyOnDisk.copy("FITS/mosaic.fits", to: $0)
      return try SurveyOnDisk.copy("FITS/positions.csv", to: $0)
    }
    let shown = try survey.picture()
    // 20 arcseconds at 0.92 a pixel.
    #expect(shown.note == "mosaic.fits, 22×22 pixels" && shown.raster.width == 22)
    try FileManager.default.removeItem(atPath: mosaic)
    let gone = try survey.hunt.reviewGuide().picture(
      of: survey.question(), view: PictureView(), side: 50)
    #expect(gone.note.hasPrefix("the stored cutout, 16×16 pixels; mosaic.fits: "), "\(gone.note)")
  }

  @Test func otherColumnsOfTheCatalogAreTold() throws {
    let survey = try SurveyOnDisk { folder in
      let table = try TinySurvey(count: 2, side: 16).write(to: folder)
      let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
      let more = zip(lines, ["zmag,Note,Empty", "17.5,faint arms,", "18,,"]).map { "\($0),\($1)" }
      return try folder.write(more.joined(separator: "\n") + "\n", to: "catalog.csv")
    }
    func told(_ index: Int) throws -> [String] {
      try survey.guide.details(of: survey.question(index)).map { "\($0.name): \($0.value)" }
    }
    #expect(try told(0) == ["Note: faint arms", "zmag: 17.5"])
    #expect(try told(1) == ["zmag: 18"])
    #expect(survey.guide.details(of: Question(id: 9, galaxy: 99, objectID: "none")).isEmpty)
  }
}
