import Foundation
import Imaging
import Store
import TestSupport
import Testing
import Vocabulary

/// `ahunt import` on every kind of catalog, once and again.
@Suite struct ImportTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    #expect(try scratch.ahunt("init").status == 0)
  }

  private func fixture(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("SurveyTests/Fixtures/\(name)").path
  }

  private func attempt(_ arguments: [String]) throws -> AHuntProcess {
    try AHuntProcess.run(
      ["import"] + arguments + ["--format", "json"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
  }

  private func importing(_ arguments: String...) throws -> [String: Any] {
    let run = try attempt(arguments)
    #expect(run.status == 0, "\(run.error)")
    return try run.json()
  }

  private func store() throws -> HuntStore {
    try HuntStore.openReadOnly(at: scratch.owner.path("hunt/hunt.sqlite"))
  }

  private func status(_ key: String) throws -> Int? {
    try scratch.ahunt("status", "--format", "json").json()[key] as? Int
  }

  @Test func galaxy10IsOneCommand() throws {
    let answer = try importing(fixture("HDF5/Galaxy10_DECals.h5"))
    #expect(answer["reader"] as? String == "galaxy10")
    #expect(answer["catalog"] as? String == "Galaxy10_DECals")
    #expect(answer["imported"] as? Int == 4)
    let rejected = try #require(answer["rejected"] as? [[String: String]])
    #expect(
      rejected.map { $0["source"] } == (4...6).map { "Galaxy10_DECals.h5 row \($0)" })
    let galaxies = try store().galaxies()
    #expect(galaxies.map(\.objectID) == (0..<4).map { "galaxy10-00000\($0)" })
    #expect(
      galaxies.map(\.knownClass)
        == ["Disturbed", "Edge-on with Bulge", "Barred Spiral", "Round Smooth"])
    #expect(galaxies.map(\.ra) == [10.5, 359.75, 0, nil])
    #expect(galaxies[0].attributes["pxscale"] == "0.262")
    let again = try importing(fixture("HDF5/Galaxy10_DECals.h5"))
    #expect(again["imported"] as? Int == 0 && again["skipped"] as? Int == 4)
  }

  @Test func galaxyMNISTsPartsLieSideBySide() throws {
    #expect(try importing(fixture("HDF5/train_dataset.hdf5"))["imported"] as? Int == 3)
    let test = try importing(fixture("HDF5/planes_test.hdf5"))
    #expect(test["reader"] as? String == "galaxymnist" && test["imported"] as? Int == 3)
    // The fixture's two parts have the same pictures.
    let duplicates = try #require(test["duplicates"] as? [[String: String]])
    #expect(
      duplicates.first == [
        "objectID": "galaxymnist-test-000000", "of": "galaxymnist-train-000000",
        "catalog": "train_dataset",
      ])
    #expect(duplicates.count == 3)
  }

  @Test func strictMeansEveryRowOfAnHDF5File() throws {
    let run = try scratch.ahunt("import", fixture("HDF5/Galaxy10_DECals.h5"), "--strict")
    #expect(run.status == 1)
    #expect(run.error.contains("row 4") && run.error.contains("2 more"), "\(run.error)")
    #expect(try status("galaxies") == 0)
  }

  @Test func aForeignHDF5FileSaysWhatItHolds() throws {
    let run = try scratch.ahunt("import", fixture("HDF5/foreign.h5"))
    #expect(run.status == 1 && run.output.isEmpty)
    for word in ["foreign.h5", "images and ans", "images and labels", "spectra, wavelength"] {
      #expect(run.error.contains(word), "\(run.error)")
    }
  }

  @Test func usualNamesOfColumnsAreFoundAndSaid() throws {
    try TinySurvey(count: 2).write(to: scratch.owner, below: "sky")
    try scratch.write(
      "objID\tfilename\tclass\n7\timages/G0000.png\tring\n8\tG0001.png\tdisk\n",
      to: "sky/table.tsv")
    let answer = try importing("sky/table.tsv")
    #expect(answer["imported"] as? Int == 1 && (answer["rejected"] as? [Any])?.count == 1)
    #expect(
      answer["columns"] as? [String: String]
        == ["object_id": "objID", "path": "filename", "label": "class"])
    #expect(try store().galaxies().map(\.knownClass) == ["ring"])
    let text = try scratch.ahunt("import", "sky/table.tsv", "--pictures", "sky/images").output
    #expect(text.contains("columns: class as label, objID as object_id, filename as path"))
    #expect(try store().galaxies().map(\.objectID) == ["7", "8"])
  }

  @Test func aChangedPictureIsKeptUnlessItIsToBeReplaced() throws {
    let survey = TinySurvey(count: 5)
    try survey.write(to: scratch.owner, below: "sky")
    _ = try importing("sky")
    try scratch.write("object_id,class\nG0001,ring\nG0002,ring\n", to: "labels.csv")
    #expect(try scratch.ahunt("classes", "add", "ring").status == 0)
    #expect(try scratch.ahunt("labels", "import", "labels.csv").status == 0)
    let before = try store().galaxies()

    try scratch.owner.write(survey.raster(40).pngData(), to: "sky/images/G0001.png")
    let kept = try importing("sky")
    #expect(kept["imported"] as? Int == 0 && kept["skipped"] as? Int == 4)
    #expect(kept["replaced"] as? Int == 0)
    let changed = try #require(kept["changed"] as? [[String: Any]])
    #expect(changed.map { $0["objectID"] as? String } == ["G0001"])
    #expect(changed.first?["differs"] as? [String] == ["picture"])
    #expect((changed.first?["source"] as? String)?.hasSuffix("sky/images/G0001.png") == true)
    #expect(try store().galaxies() == before)

    let taken = try importing("sky", "--replace")
    #expect(taken["replaced"] as? Int == 1 && taken["skipped"] as? Int == 4)
    let after = try store().galaxies()
    #expect(after.map(\.id) == before.map(\.id))
    #expect(after.indices.filter { after[$0].sha256 != before[$0].sha256 } == [1])
    #expect(try status("answers") == 2)
    #expect(try importing("sky", "--replace")["replaced"] as? Int == 0)
  }

  @Test func aChangedLabelIsNoticedThoughThePictureIsOld() throws {
    try TinySurvey(count: 3).write(to: scratch.owner, below: "sky")
    _ = try importing("sky")
    let table = scratch.owner.path("sky/catalog.csv")
    let text = try String(contentsOfFile: table, encoding: .utf8)
    try scratch.write(
      text.replacingOccurrences(of: "G0001.png,disk", with: "G0001.png,ring"),
      to: "sky/catalog.csv")
    let changed = try #require(try importing("sky")["changed"] as? [[String: Any]])
    #expect(changed.count == 1 && changed.first?["differs"] as? [String] == ["label"])
    _ = try importing("sky", "--replace")
    #expect(try store().galaxies().map(\.knownClass) == ["round", "ring", "ring"])
  }

  @Test func equalPicturesAreReportedWhateverTheirFiles() throws {
    let raster = TinySurvey(count: 1).raster(0)
    try scratch.owner.write(raster.pngData(), to: "sky/a.png")
    try scratch.owner.write(raster.pngData() + Data([0]), to: "sky/b.png")
    try scratch.owner.write(TinySurvey(count: 9).raster(8).pngData(), to: "sky/c.png")
    let expected = [["objectID": "b", "of": "a", "catalog": "sky"]]
    #expect(try importing("sky")["duplicates"] as? [[String: String]] == expected)
    #expect(try importing("sky")["duplicates"] as? [[String: String]] == expected)
    let text = try scratch.ahunt("import", "sky").output
    #expect(text.contains("1 have the pixels of another"))
  }

  @Test func positionsAreCutOutOfAMosaic() throws {
    let answer = try importing(
      fixture("FITS/positions.csv"), "--mosaic", fixture("FITS/mosaic.fits"), "--stretch", "5")
    #expect(answer["reader"] as? String == "mosaic")
    let imported = try #require(answer["imported"] as? Int)
    #expect(imported > 0)
    let store = try store()
    #expect(try store.cutoutShape() == CutoutShape(format: .float32, width: 64, height: 64))
    #expect(try store.catalogs().map(\.stretch) == [PictureStretch(stretch: 5, q: 8)])

    // Bytes do not go into a hunt of floats.
    try TinySurvey(count: 3).write(to: scratch.owner, below: "sky")
    let run = try scratch.ahunt("import", "sky")
    #expect(run.status == 1)
    #expect(run.error.contains("64×64×3 float32") && run.error.contains("64×64×3 uint8"))
    #expect(try status("galaxies") == imported)
    #expect(try store.catalogs().count == 1)
  }

  @Test func theCropDecidesWhatIsKept() throws {
    let survey = TinySurvey(count: 3, side: 64)
    try survey.write(to: scratch.owner, below: "sky")
    _ = try importing("sky")
    let whole = try store().galaxies()
    #expect(try importing("sky", "--replace", "--crop", "0.5")["replaced"] as? Int == 3)
    let middle = try store().galaxies()
    #expect(zip(whole, middle).allSatisfy { $0.sha256 != $1.sha256 })
    let cutout = try store().cutout(of: whole[0].id)
    #expect(cutout.shape == CutoutShape(width: 64, height: 64))
  }

  /// A catalog in which half the galaxies are twice as large as the others would mislead every model.
  @Test func oneCatalogIsCroppedOneWay() throws {
    let survey = TinySurvey(count: 3, side: 64)
    try survey.write(to: scratch.owner, below: "sky")
    #expect(try importing("sky", "--crop", "0.5", "--limit", "1")["imported"] as? Int == 1)
    let cropped = try store().galaxies()[0].sha256
    for options in [[], ["--crop", "0.25"], ["--limit", "2", "--replace"]] {
      let run = try attempt(["sky"] + options)
      #expect(run.status == 1)
      #expect(run.error.contains("the catalog sky was imported with crop 0.5"))
      #expect(run.error.contains("give --crop 0.5 again"))
    }
    #expect(try store().galaxies().map(\.sha256) == [cropped])
    #expect(try importing("sky", "--crop", "0.5")["imported"] as? Int == 2)
    #expect(try importing("sky", "--replace")["replaced"] as? Int == 3)
    #expect(try importing("sky")["skipped"] as? Int == 3)
    #expect(try attempt(["sky", "--crop", "0.5"]).status == 1)
  }

  /// What was rejected is listed also where nothing is imported.
  @Test(arguments: [["--strict"], []])
  func rejectionsAreListedThoughNothingIsImported(options: [String]) throws {
    let folder = scratch.owner
    try folder.write("object_id,path\na,nowhere.png\nb,\n", to: "bad.csv")
    let run = try attempt(["bad.csv"] + options)
    #expect(run.status == 1 && !run.error.isEmpty)
    let rejected = try #require(try run.json()["rejected"] as? [[String: String]])
    #expect(Set(rejected.map { $0["reason"]! }).count == 2)
    #expect(try status("galaxies") == 0)
  }

  @Test(arguments: [
    ["sky", "--crop", "0"], ["sky", "--crop", "1.5"], ["sky", "--bands", "a,b,c,d"],
    ["sky", "--stretch", "0"], ["sky", "--q", "-1"], ["sky", "--size", "60"],
    ["sky", "--cutout-arcsec", "10"], ["a.csv", "--mosaic", "b.fits", "--cutout-arcsec", "0"],
    ["sky", "--reader", "folder", "--mosaic", "b.fits"], ["sky", "--reader", "parquet"],
    ["sky", "--limit", "0"],
  ])
  func wrongUsageEndsWith64(_ arguments: [String]) throws {
    let run = try AHuntProcess.run(["import"] + arguments, in: scratch.folder)
    #expect(run.status == 64, "\(arguments): \(run.error)")
    #expect(run.output.isEmpty)
  }
}
