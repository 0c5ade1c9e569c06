import Dispatch
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Survey

struct HDF5ReaderTests {
  private func items(_ reader: HDF5Reader) throws -> [CatalogItem] {
    var reader = reader
    var items: [CatalogItem] = []
    while let item = try reader.next() { items.append(item) }
    #expect(reader.count == items.count)
    return items
  }

  private func entries(_ name: String, _ layout: HDF5Layout) throws -> [CatalogEntry] {
    try items(HDF5Reader(path: HDF5Fixture.path(name), layout: layout)).compactMap {
      if case .entry(let entry) = $0 { entry } else { nil }
    }
  }

  /// Blocks of one row, of two, which the chunks of the file do not divide evenly, and of all.
  @Test(arguments: [1, 2 * 768, 3 * 768, 1 << 20])
  func everyColumnFindsItsPlaceWhateverTheBlocks(blockBytes: Int) throws {
    let path = HDF5Fixture.path("Galaxy10_DECals.h5")
    let reader = try HDF5Reader(path: path, layout: .galaxy10, blockBytes: blockBytes)
    #expect(reader.catalogName == "Galaxy10_DECals")
    let items = try items(reader)
    func entry(
      _ row: Int, _ label: String, _ ra: Double?, _ dec: Double?, redshift: Double?
    ) -> CatalogItem {
      .entry(
        CatalogEntry(
          objectID: "galaxy10-00000\(row)", picture: .raster(HDF5Fixture.raster(row, side: 16)),
          label: label, rightAscension: ra, declination: dec, redshift: redshift,
          attributes: ["pxscale": "0.262", "votes": "\(10 * row)"], row: row,
          origin: "Galaxy10_DECals.h5 row \(row)"))
    }
    func rejection(_ row: Int, _ reason: String) -> CatalogItem {
      .rejection(Rejection(source: "Galaxy10_DECals.h5 row \(row)", reason: .row(reason)))
    }
    #expect(
      items == [
        entry(0, "Disturbed", 10.5, -5.25, redshift: 0.1),
        entry(1, "Edge-on with Bulge", 359.75, 45, redshift: nil),
        entry(2, "Barred Spiral", 0, 90, redshift: 0.25),
        entry(3, "Round Smooth", nil, nil, redshift: 0.5),
        rejection(4, "ra 400.0 is outside 0.0...360.0°"),
        rejection(5, "ans 12 is no class, they go from 0 to 9"),
        rejection(6, "a position needs both ra and dec, and one of them is not a number"),
      ])
  }

  @Test func theOlderGalaxy10IsToldByItsSize() throws {
    let found = try entries("Galaxy10.h5", .galaxy10)
    #expect(found.map(\.objectID) == ["galaxy10sdss-000000", "galaxy10sdss-000001"])
    #expect(found.map(\.label) == ["Disk Face-on No Spiral", "Disk Face-on Loose Spiral"])
    #expect(found.map(\.picture) == (0..<2).map { .raster(HDF5Fixture.raster($0, side: 69)) })
    #expect(found.allSatisfy { $0.rightAscension == nil && $0.attributes.isEmpty })
  }

  @Test func galaxyMNISTIsReadWhicheverWayItsChannelsLie() throws {
    let train = try entries("train_dataset.hdf5", .galaxyMNIST)
    #expect(train.map(\.objectID) == (0..<3).map { "galaxymnist-train-00000\($0)" })
    #expect(train.map(\.label) == ["unbarred_spiral", "smooth_round", "edge_on_disk"])
    #expect(train.map(\.picture) == (0..<3).map { .raster(HDF5Fixture.raster($0, side: 8)) })
    let planes = try entries("planes_test.hdf5", .galaxyMNIST)
    #expect(planes.map(\.picture) == train.map(\.picture))
    #expect(planes.map(\.label) == train.map(\.label))
    #expect(planes.map(\.objectID) == (0..<3).map { "galaxymnist-test-00000\($0)" })
  }

  @Test func idsDependOnTheRowAlone() throws {
    let folder = try TemporaryFolder()
    let data = try Data(contentsOf: URL(fileURLWithPath: HDF5Fixture.path("Galaxy10.h5")))
    let copy = try folder.write(data, to: "renamed.dat")
    var reader = try CatalogFormat.auto.open(copy)
    #expect(reader.catalogName == "renamed")
    guard case .entry(let entry)? = try reader.next() else {
      Issue.record("there is no entry")
      return
    }
    #expect(entry.objectID == "galaxy10sdss-000000")
  }

  @Test func noColumnNameHoldsAComma() {
    for side in [69, 256] {
      let names = HDF5Layout.galaxy10.classNames(side)
      #expect(names.count == 10 && Set(names).count == 10)
      #expect(names.allSatisfy { !$0.contains(",") && $0.count <= 40 })
    }
  }

  @Test(arguments: [
    ("foreign.h5", "Galaxy10 has images and ans", "spectra, wavelength"),
    ("empty.h5", "Galaxy10 has images and ans", "no datasets"),
    ("train_dataset.hdf5", "Galaxy10 has images and ans", "images, labels"),
    ("grey.h5", "images", "4×8×8"),
    ("floats.h5", "8-bit integers", "32-bit floating-point numbers"),
    ("none.h5", "images", "0×8×8×3"),
    ("short.h5", "ans", "4 numbers, one for each picture, and is 3"),
    ("make_fixtures.py", "cannot be read as HDF5", "signature"),
    ("nothing.h5", "cannot be read", "no such file"),
  ])
  func whatIsNoGalaxy10IsOneClearSentence(name: String, expected: String, found: String) throws {
    let path = HDF5Fixture.path(name)
    let error = #expect(throws: SurveyError.self) {
      try HDF5Reader(path: path, layout: .galaxy10)
    }
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains(path))
    #expect(message.contains(expected), "\(message)")
    #expect(message.lowercased().contains(found), "\(message)")
    #expect(!message.contains("\n"))
  }

  /// What a link inside the file leads to is read; nothing is read from another file.
  @Test func linksAreFollowedInsideTheFileAlone() throws {
    let linked = try entries("soft_link.h5", .galaxyMNIST)
    #expect(linked.map(\.picture) == [.raster(HDF5Fixture.raster(0, side: 8))])
    for name in ["external_link.h5", "soft_to_external_link.h5"] {
      let error = #expect(throws: SurveyError.self) {
        try HDF5Reader(path: HDF5Fixture.path(name), layout: .galaxyMNIST)
      }
      guard case .damagedHDF5? = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func everyTruncationIsAnError() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(
      contentsOf: URL(fileURLWithPath: HDF5Fixture.path("Galaxy10_DECals.h5")))
    for count in stride(from: 8, to: whole.count, by: 501) {
      let path = try folder.write(whole.prefix(count), to: "cut.h5")
      let error = #expect(throws: SurveyError.self, "cut to \(count) bytes") {
        try items(HDF5Reader(path: path, layout: .galaxy10))
      }
      guard case .damagedHDF5? = error else {
        Issue.record("cut to \(count) bytes: \(String(describing: error))")
        continue
      }
    }
    let cut = try folder.write(whole.prefix(9000), to: "cut.h5")
    let error = #expect(throws: SurveyError.self) { try HDF5Reader(path: cut, layout: .galaxy10) }
    #expect("\(error!)".contains("truncated"))
  }

  @Test func damageInAPictureNamesItsRows() throws {
    let folder = try TemporaryFolder()
    var bytes = try Data(
      contentsOf: URL(fileURLWithPath: HDF5Fixture.path("Galaxy10_DECals.h5")))
    // Compressed pieces begin with 78 5E or 78 01 (zlib); after the first, everything is spoilt.
    let piece = try #require(
      bytes.indices.dropLast().first {
        bytes[$0] == 0x78 && [0x01, 0x5E, 0x9C, 0xDA].contains(bytes[$0 + 1])
      })
    for index in (piece + 2)..<(piece + 12) { bytes[index] = 0xFF }
    let path = try folder.write(bytes, to: "spoilt.h5")
    let error = #expect(throws: SurveyError.self) {
      try items(HDF5Reader(path: path, layout: .galaxy10))
    }
    #expect("\(error!)".contains("rows 0 to 6 of images"), "\(error!)")
  }

  @Test func severalThreadsReadAtOnce() throws {
    let expected = try entries("Galaxy10_DECals.h5", .galaxy10)
    var agrees = [Bool](repeating: false, count: 16)
    agrees.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: slots.count) { index in
        slots[index] = (try? entries("Galaxy10_DECals.h5", .galaxy10)) == expected
      }
    }
    #expect(agrees == [Bool](repeating: true, count: 16))
  }
}
