import Store
import Testing

/// Shapes and peaks, kept beside the pixels they were measured on.
@Suite struct HuntStoreMeasuresTests {
  @Test func shapesComeBackBitForBitAndTellWhatIsMissing() throws {
    let fixture = try StoreFixture(galaxies: 4)
    let (store, ids) = (fixture.store, fixture.ids)
    let values: [Float] = [-0.0, .leastNonzeroMagnitude, .pi, 1e30]
    try store.writeShapes(ids: [ids[2], ids[0]], version: 1, dimension: 2, values: values)
    let known = try store.shapes(of: [ids[0], ids[1], ids[2], ids[0]], version: 1, dimension: 2)
    #expect(known.missing == [1])
    #expect(
      known.values.map(\.bitPattern)
        == ([.pi, 1e30, 0, 0, -0.0, .leastNonzeroMagnitude, .pi, 1e30] as [Float])
        .map(\.bitPattern))
    #expect(try store.shapes(of: [], version: 1, dimension: 2).values.isEmpty)
  }

  @Test func shapesOfAnotherMeasurementAreMissingUntilReplaced() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let (store, ids) = (fixture.store, fixture.ids)
    try store.writeShapes(ids: ids, version: 1, dimension: 1, values: [1, 2])
    #expect(try store.shapes(of: ids, version: 2, dimension: 1).missing == [0, 1])
    #expect(try store.shapes(of: ids, version: 1, dimension: 3).missing == [0, 1])
    try store.writeShapes(ids: [ids[1]], version: 2, dimension: 1, values: [5])
    #expect(try store.shapes(of: ids, version: 2, dimension: 1).missing == [0])
    #expect(try store.shapes(of: ids, version: 2, dimension: 1).values == [0, 5])
    #expect(try store.shapes(of: ids, version: 1, dimension: 1).missing == [1])
  }

  @Test func newPixelsDropWhatWasMeasuredOnTheOldOnes() throws {
    let fixture = try StoreFixture(galaxies: 3)
    let (store, ids) = (fixture.store, fixture.ids)
    try store.writeShapes(ids: ids, version: 1, dimension: 1, values: [1, 2, 3])
    try store.writePeaks(ids: ids, channels: 3, values: (0..<9).map(Float.init))
    #expect(try store.peaks(of: ids, channels: 3).missing.isEmpty)
    var other = StoreFixture.galaxy(1, digest: "other")
    other.cutout = StoredCutout(
      shape: StoreFixture.shape, bytes: [UInt8](repeating: 9, count: StoreFixture.shape.byteCount))
    try store.insert([other], into: fixture.catalog.id)
    #expect(try store.shapes(of: ids, version: 1, dimension: 1).missing.isEmpty, "kept as it was")
    try store.insert([other], into: fixture.catalog.id, replacing: true)
    #expect(try store.shapes(of: ids, version: 1, dimension: 1).missing == [1])
    let peaks = try store.peaks(of: ids, channels: 3)
    #expect(peaks.missing == [1] && peaks.values == [0, 1, 2, 0, 0, 0, 6, 7, 8])
    #expect(try store.peaks(of: ids, channels: 4).missing == [0, 1, 2])
  }
}
