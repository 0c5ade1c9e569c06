import Store
import Testing

/// Catalogs and galaxies.
@Suite struct HuntStoreGalaxiesTests {
  @Test func galaxiesComeBackAsTheyWentIn() throws {
    let fixture = try StoreFixture(galaxies: 3)
    let galaxies = try fixture.store.galaxies()
    #expect(galaxies.map(\.objectID) == ["G0", "G1", "G2"])
    #expect(galaxies.map(\.knownClass) == ["round", nil, "round"])
    #expect(galaxies[2].ra == 2 && galaxies[2].dec == -2 && galaxies[2].redshift == 0.1)
    #expect(galaxies[0].attributes == ["band": "r"] && galaxies[1].attributes.isEmpty)
    #expect(galaxies[1].source == "G1.png" && galaxies[1].sha256 == "digest1")
    #expect(galaxies.map(\.id) == fixture.ids)
  }

  @Test func refusedGalaxyTakesItsWholeChunkBack() throws {
    let fixture = try StoreFixture(galaxies: 1)
    var bad = StoreFixture.galaxy(3)
    bad.facts.ra = 361
    let error = #expect(throws: StoreError.self) {
      try fixture.store.insert([StoreFixture.galaxy(2), bad], into: fixture.catalog.id)
    }
    #expect("\(error!)".hasPrefix("the store refused a value"))
    #expect(try fixture.store.galaxyCount() == 1)
  }

  @Test func wrongNumberOfBytesIsNamed() throws {
    let fixture = try StoreFixture(galaxies: 1)
    var bad = StoreFixture.galaxy(3)
    bad.cutout = StoredCutout(shape: StoreFixture.shape, bytes: [1, 2, 3])
    #expect(throws: StoreError.pixelCount(objectID: "G3", bytes: 3, expected: 24)) {
      try fixture.store.insert([bad], into: fixture.catalog.id)
    }
  }

  @Test func objectIDInTwoCatalogsIsAmbiguous() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let other = try fixture.store.addCatalog(name: "second", source: "b", reader: "csv")
    try fixture.store.insert([StoreFixture.galaxy(1)], into: other.id)
    let error = #expect(throws: StoreError.self) { try fixture.store.galaxy(objectID: "G1") }
    #expect(error == .ambiguousGalaxy(objectID: "G1", catalogs: ["tiny", "second"]))
    #expect("\(error!)".contains("tiny, second"))
    #expect(try fixture.store.galaxy(objectID: "G1", in: other.id).catalog == other.id)
    #expect(try fixture.store.galaxy(objectID: "G0").catalog == fixture.catalog.id)
    #expect(throws: StoreError.noGalaxy(objectID: "G9")) {
      try fixture.store.galaxy(objectID: "G9")
    }
  }

  @Test func catalogsAreCountedAndKeepTheirSource() throws {
    let fixture = try StoreFixture(galaxies: 4)
    let other = try fixture.store.addCatalog(name: "empty", source: "b", reader: "folder")
    #expect(try fixture.store.catalogs().map(\.galaxies) == [4, 0])
    #expect(try fixture.store.catalog(named: "empty").id == other.id)
    #expect(
      try fixture.store.addCatalog(name: "tiny", source: "tiny.csv", reader: "csv").galaxies == 4)
    #expect(throws: StoreError.catalogFromElsewhere(name: "tiny", source: "tiny.csv")) {
      try fixture.store.addCatalog(name: "tiny", source: "elsewhere", reader: "csv")
    }
    #expect(throws: StoreError.noCatalog(name: "none")) {
      try fixture.store.catalog(named: "none")
    }
  }

  @Test func pagesJoinToTheWhole() throws {
    let fixture = try StoreFixture(galaxies: 7)
    var paged: [GalaxyRecord] = []
    while true {
      let page = try fixture.store.galaxies(after: paged.last?.id ?? 0, limit: 3)
      if page.isEmpty { break }
      paged += page
    }
    #expect(try paged == fixture.store.galaxies())
    let reversed = Array(fixture.ids.reversed())
    #expect(try fixture.store.galaxies(ids: reversed).map(\.id) == reversed)
  }
}
