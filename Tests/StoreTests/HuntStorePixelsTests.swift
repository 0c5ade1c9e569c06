import Store
import Testing

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

  @Test func mixedShapesAndMissingPixelsAreErrors() throws {
    let fixture = try StoreFixture(galaxies: 2)
    var odd = StoreFixture.galaxy(5)
    odd.cutout = StoredCutout(
      shape: CutoutShape(width: 1, height: 1, channels: 1), bytes: [7])
    try fixture.store.insert([odd], into: fixture.catalog.id)
    let ids = try fixture.store.galaxyIDs()
    #expect(throws: StoreError.mixedCutouts(first: "4×2×3 uint8", other: "1×1×1 uint8")) {
      try fixture.store.pixels(of: ids)
    }
    #expect(throws: StoreError.noPixels(galaxy: 99)) { try fixture.store.pixels(of: [ids[0], 99]) }
    let shapes = try fixture.store.cutoutShapes()
    #expect(shapes.map(\.galaxies) == [2, 1] && shapes[0].shape == StoreFixture.shape)
  }
}
