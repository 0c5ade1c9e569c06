import Foundation
import Imaging
import TestSupport
import Testing

@testable import Survey

@Suite("Simulator: writing")
struct SimulatorWritingTests {
  @Test("A written survey reads back as it was drawn")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let sky = SkySimulator(seed: 21, size: 16, anomalyFraction: 0.2)
    let target = folder.path("survey")
    let survey = try sky.write(count: 40, to: target)
    #expect(survey.count == 40)
    #expect(survey.classes.values.reduce(0, +) == 40)

    let text = try String(contentsOfFile: survey.catalog, encoding: .utf8)
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count == 41)
    #expect(rows[0].prefix(6) == ["object_id", "path", "label", "ra", "dec", "redshift"])
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    for index in [0, 31, 32, 39] {
      let galaxy = sky.galaxy(index)
      let row = rows[index + 1]
      #expect(row[0] == galaxy.objectID)
      #expect(row[2] == galaxy.label)
      #expect(abs(try #require(Double(row[3])) - galaxy.rightAscension) < 1e-5)
      #expect((row[6] == "1") == galaxy.isAnomaly)
      let png = try Data(contentsOf: URL(fileURLWithPath: target + "/" + row[1]))
      #expect(try Raster(decoding: png) == galaxy.raster)
    }
    let images = try FileManager.default.contentsOfDirectory(atPath: target + "/images")
    #expect(images.count == 40)
  }

  @Test("The catalog reader accepts every row")
  func catalog() throws {
    let folder = try TemporaryFolder()
    let survey = try SkySimulator(seed: 22, size: 16).write(count: 5, to: folder.path("s"))
    var reader = try CSVReader(path: survey.catalog)
    var labels: [String: Int] = [:]
    while let item = try reader.next() {
      guard case .entry(let entry) = item else {
        Issue.record("rejected: \(item)")
        continue
      }
      labels[entry.label ?? "", default: 0] += 1
    }
    #expect(labels == survey.classes)
  }

  @Test("A longer survey begins with the shorter one")
  func prefix() throws {
    let folder = try TemporaryFolder()
    let sky = SkySimulator(seed: 23, size: 16)
    let short = try sky.write(count: 3, to: folder.path("short"))
    let long = try sky.write(count: 7, to: folder.path("long"))
    let lines = try String(contentsOfFile: long.catalog, encoding: .utf8).split(separator: "\n")
    let expected = lines.prefix(4).joined(separator: "\n") + "\n"
    #expect(try String(contentsOfFile: short.catalog, encoding: .utf8) == expected)
  }

  @Test("Progress ends at the count")
  func progress() throws {
    let folder = try TemporaryFolder()
    let seen = Mutable<[Int]>([])
    try SkySimulator(seed: 24, size: 16).write(count: 40, to: folder.path) { done in
      seen.append(done)
    }
    #expect(seen.values.sorted() == seen.values)
    #expect(seen.values.last == 40)
  }

  @Test("An existing catalog is left alone")
  func existing() throws {
    let folder = try TemporaryFolder()
    let catalog = try folder.write("mine\n", to: "catalog.csv")
    #expect(throws: SimulationError.catalogExists(path: catalog)) {
      try SkySimulator(seed: 25, size: 16).write(count: 2, to: folder.path)
    }
    #expect(try String(contentsOfFile: catalog, encoding: .utf8) == "mine\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("images")))
  }

  @Test("A folder that cannot be made is named")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x", to: "file")
    let error = #expect(throws: SimulationError.self) {
      try SkySimulator(seed: 26, size: 16).write(count: 1, to: file)
    }
    #expect(error?.description.contains(file) == true)
  }

  @Test("A picture that cannot be written is named, and no catalog is left")
  func obstacle() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "images/sim26-000001.png/inside")
    let error = #expect(throws: SimulationError.self) {
      try SkySimulator(seed: 26, size: 16).write(count: 3, to: folder.path)
    }
    #expect(error?.description.contains("images/sim26-000001.png can't be written") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path("catalog.csv")))
  }
}

/// Values collected from the writer's threads, one at a time as it promises.
private final class Mutable<Values: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var values: Values

  init(_ values: Values) { self.values = values }
}

extension Mutable where Values == [Int] {
  fileprivate func append(_ value: Int) { lock.withLock { values.append(value) } }
}
