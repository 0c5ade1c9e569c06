import Foundation
import TestSupport
import Testing

@testable import Survey

struct FileFingerprintTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A file of the system that is older than any test.
  private let old = "/bin/sh"

  @Test func aFileLeftAloneLooksTheSame() throws {
    let fingerprint = try #require(FileFingerprint.of(old))
    #expect(FileFingerprint.of(old) == fingerprint)
  }

  @Test func whatIsNotThereHasNone() {
    #expect(FileFingerprint.of(folder.path("nowhere")) == nil)
  }

  @Test func aFileThatWasJustWrittenHasNone() throws {
    let path = try folder.write("x", to: "new.png")
    #expect(FileFingerprint.of(path) == nil)
    // Its own date says nothing: it may have been restored with the file.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: path)
    #expect(FileFingerprint.of(path) == nil)
  }

  @Test func picturesAreToldByTheirFilesAndOthersByWhatHoldsThem() throws {
    try folder.write("object_id,path\nA,\(old)\nB,nowhere.png\nC\n", to: "catalog.csv")
    var table = FingerprintingReader(
      try CatalogFormat.auto.open(folder.path), containers: [folder.path])
    var fingerprints: [String?] = []
    while let item = try table.next() {
      if case .entry(let entry) = item { fingerprints.append(entry.fingerprint) }
    }
    #expect(fingerprints == [FileFingerprint.of(old), nil])

    let path = HDF5Fixture.path("Galaxy10.h5")
    func first(containers: [String]) throws -> String? {
      var reader = FingerprintingReader(
        try CatalogFormat.auto.open(path), containers: containers)
      #expect(reader.count == 2 && reader.catalogName == "Galaxy10")
      guard case .entry(let entry)? = try reader.next() else { return "no entry" }
      return entry.fingerprint
    }
    #expect(try first(containers: [old]) == FileFingerprint.of(old))
    let both = try #require(try first(containers: [old, old]))
    #expect(
      both
        == [FileFingerprint.of(old), FileFingerprint.of(old)].compactMap { $0 }
        .joined(separator: ", "))
    #expect(try first(containers: [old, folder.path("nowhere")]) == nil)
  }
}
