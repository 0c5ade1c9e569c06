import Foundation
import TestSupport
import Testing

/// Catalogs with something in them that is not what it seems.
@Suite struct HostileCatalogTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    #expect(try scratch.ahunt("init").status == 0)
  }

  /// A FITS image with so many axes.
  private func fits(axes: Int) -> Data {
    func card(_ keyword: String, _ value: String) -> String {
      let value = String(repeating: " ", count: 20 - value.count) + value
      return (keyword.padding(toLength: 8, withPad: " ", startingAt: 0) + "= " + value)
        .padding(toLength: 80, withPad: " ", startingAt: 0)
    }
    var text = card("SIMPLE", "T") + card("BITPIX", "-32") + card("NAXIS", "\(axes)")
    for axis in 1...axes { text += card("NAXIS\(axis)", "1") }
    text += "END".padding(toLength: 80, withPad: " ", startingAt: 0)
    text += String(repeating: " ", count: (2880 - text.utf8.count % 2880) % 2880)
    return Data(text.utf8) + Data(count: 2880)
  }

  @Test(arguments: [100, 200, 999])
  func aHeaderWithTooManyAxesCostsThatPicture(axes: Int) throws {
    try TinySurvey(count: 5).write(to: scratch.owner, below: "sky")
    try scratch.owner.write(fits(axes: axes), to: "sky/images/evil.fits")
    let run = try scratch.ahunt("import", "sky/images", "--format", "json")
    #expect(run.status == 0)
    let answer = try run.json()
    #expect(answer["imported"] as? Int == 5)
    let rejected = try #require(answer["rejected"] as? [[String: String]])
    #expect(rejected.count == 1)
    #expect(rejected.first?["reason"]?.contains("NAXIS is no number of axes up to 99") == true)
    for arguments in [
      ["import", "sky/images/evil.fits"],
      ["import", "sky/catalog.csv", "--mosaic", "sky/images/evil.fits"],
    ] {
      let run = try AHuntProcess.run(
        arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
      #expect(run.status == 1)
      #expect(run.error.contains("NAXIS is no number of axes up to 99"), "\(run.error)")
    }
  }

  @Test func aChoiceThatAReaderCantMakeIsAnError() throws {
    try TinySurvey(count: 3).write(to: scratch.owner, below: "sky")
    let hdf5 = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("SurveyTests/Fixtures/HDF5/train_dataset.hdf5").path
    let cases: [(arguments: [String], words: [String])] = [
      (["sky/catalog.csv", "--table", "2"], ["no tables", "object_id", "leave --table out"]),
      (["sky/catalog.csv", "--cutout-column", "x"], ["no column of picture arrays", "redshift"]),
      (["sky/images", "--table", "2"], ["a folder of pictures", "leave --table out"]),
      (["sky/images", "--id-column", "x"], ["a folder of pictures", "leave --id-column out"]),
      (["sky/images", "--mosaic", "m.fits"], ["a folder of pictures", "leave --mosaic out"]),
      ([hdf5, "--bands", "0,1,2"], ["no bands", "images", "labels", "leave --bands out"]),
      ([hdf5, "--table", "images"], ["no tables", "labels"]),
      ([hdf5, "--cutout-column", "images"], ["no column of picture arrays"]),
      (["sky/catalog.csv", "--bands", "2,1,0"], ["no bands to choose from", "leave --bands out"]),
    ]
    for (arguments, words) in cases {
      let run = try AHuntProcess.run(
        ["import"] + arguments, in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
      #expect(run.status == 1, "\(arguments): \(run.error)")
      for word in words { #expect(run.error.contains(word), "\(arguments): \(run.error)") }
    }
    #expect(try scratch.ahunt("status", "--format", "json").json()["galaxies"] as? Int == 0)
    let both = try scratch.ahunt(
      "import", "sky/catalog.csv", "--path-column", "path", "--cutout-column", "x")
    #expect(both.status == 64)
  }

  @Test func idsThatLookTheSameAreOne() throws {
    let survey = TinySurvey(count: 4)
    try survey.write(to: scratch.owner, below: "sky")
    let (composed, apart) = ("caf\u{E9}", "cafe\u{301}")
    try scratch.write(
      "object_id,path\n\(composed),images/G0000.png\n\(apart),images/G0001.png\nb,images/G0002.png\n",
      to: "sky/one.csv")
    let run = try scratch.ahunt("import", "sky/one.csv", "--format", "json")
    let answer = try run.json()
    #expect(answer["imported"] as? Int == 2)
    let rejected = try #require(answer["rejected"] as? [[String: String]])
    #expect(
      rejected.map { $0["reason"] } == [
        "the object \"\(apart)\" is already in row 2, however its accents are written"
      ])

    // From a Mac, whose file names have their accents taken apart.
    try scratch.write(
      "object_id,path\n\(apart),images/G0000.png\nb,images/G0002.png\n", to: "sky/one.csv")
    let again = try scratch.ahunt("import", "sky/one.csv", "--format", "json").json()
    #expect(again["imported"] as? Int == 0 && again["skipped"] as? Int == 2)
    #expect(try scratch.ahunt("status", "--format", "json").json()["galaxies"] as? Int == 2)

    try scratch.write("object_id,class\n\(apart),ring\n", to: "labels.csv")
    let labels = try scratch.ahunt("labels", "import", "labels.csv", "--format", "json").json()
    #expect(labels["imported"] as? Int == 1)
    #expect((labels["unknown"] as? [String])?.isEmpty == true)
    let exported = try scratch.ahunt("labels", "export", "--format", "json").json()
    let ids = (exported["labels"] as? [[String: Any]])?.compactMap { $0["objectID"] as? String }
    #expect(ids?.map { Array($0.utf8) } == [Array(composed.utf8)])
  }
}
