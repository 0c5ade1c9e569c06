import Store
import Testing
import Vocabulary

/// Pixels in batches.
@Suite struct HuntStorePixelsTests {
  @Test func batchKeepsTheOrderAskedFor() throws {
    let fixture = try StoreFixture(galaxies: 6)
    let wanted = [fixture.ids[4], fixture.ids[0], fixture.ids[4]]
    let batch = try fixture.store.pixels(of: wanted)
    #expect(batch.ids == wanted && batch.shape == StoreFixture.shape)
    #expect(batch.bytes.count == 3 * 24)
    #expect(Array(batch[0]) == StoreFixture.galaxy(4).cutout.bytes)
    #expect(Array(batch[1]) == StoreFixture.galaxy(0).cutout.bytes)
    #expect(batch.floats[24] == 0 && batch.floats[25] == 1)
    #expect(try fixture.store.cutout(of: fixture.ids[3]) == StoreFixture.galaxy(3).cutout)
  }

  @Test(arguments: [1, 4, 7, 100])
  func batchesCoverEverythingOnce(size: Int) throws {
    let fixture = try StoreFixture(galaxies: 7)
    var seen: [Int64] = []
    try fixture.store.forEachPixelBatch(of: fixture.ids, size: size) { batch in
      #expect(batch.count <= size)
      seen += batch.ids
    }
    #expect(seen == fixture.ids)
    #expect(try fixture.store.pixels(of: []).count == 0)
  }

  @Test func floatPixelsSurviveBitForBit() throws {
    let fixture = try StoreFixture(galaxies: 0)
    let values: [Float] = [0, -1.5, .pi, 1e-30, .greatestFiniteMagnitude, -0.0]
    let bytes = values.flatMap { value in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }
    var galaxy = StoreFixture.galaxy(0)
    galaxy.cutout = StoredCutout(
      shape: CutoutShape(format: .float32, width: 3, height: 1, channels: 2), bytes: bytes)
    try fixture.store.insert([galaxy], into: fixture.catalog.id)
    let batch = try fixture.store.pixels(of: fixture.store.galaxyIDs())
    #expect(batch.floats.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func oneHuntHasOneKindOfCutout() throws {
    let fixture = try StoreFixture(galaxies: 0)
    #expect(try fixture.store.cutoutShape() == nil)
    try fixture.store.insert([StoreFixture.galaxy(0)], into: fixture.catalog.id)
    #expect(try fixture.store.cutoutShape() == StoreFixture.shape)
    var odd = StoreFixture.galaxy(5)
    odd.cutout = StoredCutout(
      shape: CutoutShape(format: .float32, width: 4, height: 2),
      bytes: [UInt8](repeating: 0, count: 96))
    let expected = StoreError.otherShape(
      objectID: "G5", shape: "4×2×3 float32", hunt: "4×2×3 uint8")
    #expect(throws: expected) {
      try fixture.store.insert([StoreFixture.galaxy(1), odd], into: fixture.catalog.id)
    }
    #expect(try fixture.store.galaxyCount() == 1)
    #expect("\(expected)".contains("G5") && "\(expected)".contains("4×2×3 float32"))
  }

  @Test func mixedShapesOfOldFilesAndMissingPixelsAreErrors() throws {
    let fixture = try StoreFixture(galaxies: 3)
    try fixture.store.execute(
      "UPDATE cutout SET width = 1, height = 1, channels = 1, pixels = x'07' WHERE galaxy = 3")
    let ids = try fixture.store.galaxyIDs()
    #expect(throws: StoreError.mixedCutouts(first: "4×2×3 uint8", other: "1×1×1 uint8")) {
      try fixture.store.pixels(of: ids)
    }
    #expect(throws: StoreError.noPixels(galaxy: 99)) { try fixture.store.pixels(of: [ids[0], 99]) }
  }
}
