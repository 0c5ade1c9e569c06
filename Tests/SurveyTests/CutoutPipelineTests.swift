import Digests
import Foundation
import Imaging
import Survey
import TestSupport
import Testing

struct CutoutPipelineTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func chunks(
    _ pipeline: CutoutPipeline, skipping known: Set<String> = []
  ) throws -> [CutoutPipeline.Chunk] {
    var reader = try CatalogFormat.auto.open(folder.path)
    var chunks: [CutoutPipeline.Chunk] = []
    let counts = try pipeline.run(&reader, skipping: { known.intersection($0.map(\.objectID)) }) {
      chunk in
      chunks.append(chunk)
    }
    #expect(counts.cutouts == chunks.reduce(0) { $0 + $1.cutouts.count })
    #expect(counts.rejected == chunks.reduce(0) { $0 + $1.rejections.count })
    #expect(counts.skipped == chunks.reduce(0) { $0 + $1.skipped })
    return chunks
  }

  @Test(arguments: [1, 4, 10, 256])
  func cutoutsComeInOrderWhateverTheChunks(chunkSize: Int) throws {
    let survey = TinySurvey(count: 10)
    try survey.write(to: folder)
    let chunks = try chunks(CutoutPipeline(size: 32, chunkSize: chunkSize))
    #expect(chunks.count == (10 + chunkSize - 1) / chunkSize)
    let cutouts = chunks.flatMap(\.cutouts)
    #expect(cutouts.map(\.entry.objectID) == (0..<10).map(survey.objectID))
    // At its own size a PNG comes through unchanged.
    #expect(cutouts.map(\.pixels) == (0..<10).map { .bytes(survey.raster($0)) })
    #expect(Set(cutouts.map(\.sha256)).count == 10)
  }

  @Test func cutoutsAreSquareAndOfTheSizeAskedFor() throws {
    var wide = Raster(width: 60, height: 20)
    for y in 0..<20 {
      for x in 20..<40 { wide[x, y] = (200, 100, 50) }
    }
    let png = try wide.pngData()
    try folder.write(png, to: "wide.png")
    let cutout = try #require(try chunks(CutoutPipeline(size: 8)).first?.cutouts.first)
    #expect(cutout.pixels.width == 8 && cutout.pixels.height == 8)
    guard case .bytes(let raster) = cutout.pixels else {
      Issue.record("\(cutout.pixels) are not bytes")
      return
    }
    #expect(raster[0, 0] == (200, 100, 50))
    #expect(raster[7, 7] == (200, 100, 50))
    #expect(cutout.sha256 == SHA256.hexDigest(of: raster))
    #expect(cutout.source == folder.path("wide.png"))
  }

  @Test func badPicturesAreRejectedByNameAndTheOthersMade() throws {
    let survey = TinySurvey(count: 6, format: .jpg)
    try survey.write(to: folder)
    let whole = try Data(contentsOf: folder.url.appendingPathComponent("images/G0001.jpg"))
    try folder.write(whole.prefix(whole.count / 2), to: "images/G0001.jpg")
    try folder.write(Data(), to: "images/G0002.jpg")
    try folder.write("hello", to: "images/G0003.jpg")
    try FileManager.default.removeItem(atPath: folder.path("images/G0004.jpg"))
    let chunk = try #require(try chunks(CutoutPipeline()).first)
    #expect(chunk.cutouts.map(\.entry.objectID) == ["G0000", "G0005"])
    #expect(
      chunk.rejections.map(\.source)
        == (1...4).map { "catalog.csv row \($0 + 2) (\(folder.path("images/G000\($0).jpg")))" })
    let words = ["damaged", "empty", "not a PNG or JPEG", "no such file"]
    for (rejection, word) in zip(chunk.rejections, words) {
      #expect(rejection.reason.description.contains(word))
    }
  }

  @Test func inAFolderTheFileAloneIsNamed() throws {
    try folder.write("hello", to: "ring/a.png")
    let chunk = try #require(try chunks(CutoutPipeline()).first)
    #expect(chunk.rejections.map(\.source) == [folder.path("ring/a.png")])
  }

  @Test func badRowsAndPicturesAreBothCounted() throws {
    try folder.write("object_id,path\nA,a.png\nB\nC,c.png\n", to: "catalog.csv")
    try folder.write(TinySurvey(count: 1).raster(0).pngData(), to: "c.png")
    let chunk = try #require(try chunks(CutoutPipeline()).first)
    #expect(chunk.cutouts.map(\.entry.objectID) == ["C"])
    #expect(chunk.rejections.map(\.source).first == "catalog.csv row 3")
    #expect(chunk.rejections.count == 2)
  }

  @Test func knownObjectsAreSkippedWithoutBeingRead() throws {
    let survey = TinySurvey(count: 5)
    try survey.write(to: folder)
    // A known object's picture may be gone by now.
    try FileManager.default.removeItem(atPath: folder.path("images/G0003.png"))
    let chunks = try chunks(CutoutPipeline(chunkSize: 2), skipping: ["G0000", "G0001", "G0003"])
    #expect(chunks.map(\.skipped) == [2, 1, 0])
    #expect(chunks.map(\.cutouts.count) == [0, 1, 1])
    #expect(chunks.flatMap(\.rejections).isEmpty)
  }

  @Test(arguments: [(0, 0), (1, 1), (7, 7), (99, 10)])
  func theLimitTakesTheFirstOfTheCatalog(limit: Int, expected: Int) throws {
    let survey = TinySurvey(count: 10, side: 8)
    try survey.write(to: folder)
    let chunks = try chunks(CutoutPipeline(chunkSize: 3, limit: limit))
    #expect(
      chunks.flatMap(\.cutouts).map(\.entry.objectID) == (0..<expected).map(survey.objectID))
  }

  @Test func anErrorOfTheConsumerEndsTheRun() throws {
    struct Full: Error {}
    try TinySurvey(count: 10, side: 8).write(to: folder)
    var reader = try CatalogFormat.auto.open(folder.path)
    var seen = 0
    #expect(throws: Full.self) {
      try CutoutPipeline(chunkSize: 2).run(&reader) { chunk in
        seen += chunk.cutouts.count
        if seen == 4 { throw Full() }
      }
    }
    #expect(seen == 4)
  }

  @Test func noMoreThanThreeChunksAreHeld() throws {
    try TinySurvey(count: 10, side: 8).write(to: folder)
    var reader = try CatalogFormat.auto.open(folder.path)
    var asked = 0
    var handed = 0
    var furthest = 0
    try CutoutPipeline(chunkSize: 2).run(
      &reader,
      skipping: { entries in
        asked += entries.count
        furthest = max(furthest, asked - handed)
        return []
      },
      consume: { handed += $0.cutouts.count })
    #expect(handed == 10)
    #expect(furthest == 6)
  }

  @Test func chunksOfLargePicturesAreSmall() throws {
    var reader: any CatalogReader = LargePictures(left: 5)
    var sizes: [Int] = []
    try CutoutPipeline(size: 8).run(&reader) { sizes.append($0.cutouts.count) }
    #expect(sizes == [3, 2])
  }
}

/// A catalog that holds pictures of 27 MB.
private struct LargePictures: CatalogReader {
  let catalogName = "large"
  var left: Int
  private let raster = Raster(width: 3000, height: 3000, filling: 9)

  init(left: Int) {
    self.left = left
  }

  mutating func next() throws(SurveyError) -> CatalogItem? {
    guard left > 0 else { return nil }
    left -= 1
    return .entry(
      CatalogEntry(objectID: "\(left)", picture: .raster(raster), row: left, origin: "large"))
  }
}
