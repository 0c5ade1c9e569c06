import Evaluation
import Foundation
import Imaging
import Tables
import Testing

@testable import Pages

@Suite struct GalaxyTableTests {
  /// The data block of a page, as a script reads it.
  struct Block: Decodable {
    struct Column: Decodable {
      let key: String
      let type: String
      let levels: [String]?
      let values: Data

      func numbers<Element: BitwiseCopyable>(as type: Element.Type) -> [Element] {
        values.withUnsafeBytes { bytes in
          (0..<bytes.count / MemoryLayout<Element>.size).map {
            bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Element>.size, as: Element.self)
          }
        }
      }
    }

    struct Layout: Decodable {
      let x: Data
    }

    struct Pictures: Decodable {
      let side: Int
      let sheets: [String]
      let cells: Data
    }

    let count: Int
    let ids: [String]
    let columns: [Column]
    let layouts: [Layout]
    let pictures: Pictures?

    func column(_ key: String) throws -> Column { try #require(columns.first { $0.key == key }) }
  }

  static func block(_ page: String) throws -> Block {
    try JSONDecoder().decode(Block.self, from: Data(PageChecker(page).block.utf8))
  }

  @Test func thePageHoldsEveryGalaxyWithAllDigits() throws {
    let report = SampleReports.classifier()
    let block = try Self.block(try report.html())
    #expect(block.count == 60 && block.ids == report.objectIDs)
    let results = ClassifierResults(report)
    let known = try block.column("known_class")
    #expect(known.levels == SampleReports.classNames)
    #expect(known.numbers(as: Int8.self).map(Int.init) == report.truth)
    #expect(
      try block.column("predicted").numbers(as: Int8.self).map(Int.init) == results.predictions)
    let confidence = try block.column("confidence")
    #expect(confidence.type == "float64")
    #expect(confidence.numbers(as: Double.self) == results.confidences)
    for (index, name) in SampleReports.classNames.enumerated() {
      #expect(
        try block.column("p_\(name)").numbers(as: Double.self)
          == report.probabilities.column(index))
    }
  }

  @Test func whatLiesBesideHoldsTheSame() throws {
    let report = SampleReports.classifier()
    let files = try report.files()
    let rows = CSVText.records(in: try #require(files.csv)).map(\.fields)
    #expect(rows.count == 61)
    #expect(rows[0].prefix(4) == ["object_id", "known_class", "predicted", "right"])
    let results = ClassifierResults(report)
    for index in 0..<60 {
      // A control character of a name is kept in the file.
      #expect(rows[index + 1][0] == report.objectIDs[index])
      #expect(rows[index + 1][1] == SampleReports.classNames[report.truth[index]])
      #expect(Double(rows[index + 1][4]) == results.confidences[index])
    }
    struct Beside: Decodable {
      struct Table: Decodable {
        let objectID: [String]
        let confidence: [Double]
        let predicted: [String]

        enum CodingKeys: String, CodingKey {
          case objectID = "object_id"
          case confidence, predicted
        }
      }
      let accuracy: Double
      let table: Table
    }
    let beside = try JSONDecoder().decode(
      Beside.self, from: Data(try #require(files.json).utf8))
    #expect(beside.accuracy == results.matrix.accuracy)
    #expect(beside.table.objectID == report.objectIDs)
    #expect(beside.table.confidence == results.confidences)
    #expect(beside.table.predicted == results.predictions.map { SampleReports.classNames[$0] })
  }

  @Test func aHuntTellsWhereEachAnswerStood() throws {
    let report = SampleReports.hunt()
    let block = try Self.block(try report.html())
    let order = try block.column("order").numbers(as: Float.self)
    #expect(order.count { !$0.isNaN } == 15)
    #expect(order[0] == 1 && order[8] == 9 && order[9].isNaN && order[10] == 10)
    #expect(try block.column("answer").numbers(as: Int8.self)[9] == -1)
    #expect(block.layouts.first.map { $0.x.count } == 160)
    let csv = try #require(try report.files().csv)
    #expect(csv.contains("\n'=1+1,") && !csv.contains("\n=1+1"))
    let text = PageChecker(try report.html()).text
    #expect(text.contains("Purity and completeness") && text.contains("At least 0.5"))
  }

  @Test func aKeyIsUsedOnce() {
    var table = GalaxyTable(objectIDs: ["a"])
    #expect(table.add("x", "X", numbers: [1]) == "x")
    #expect(table.add("x", "X again", numbers: [2]) == "x_2")
    #expect(table.add("object_id", "Name", words: [nil]) == "object_id_2")
    #expect(table.numbers("x_2") == [2] && table.codes("object_id_2") == [-1])
  }

  @Test func thumbnailsKeepTheirGalaxies() throws {
    // Forty grey pictures, and five galaxies without one.
    let sheets = try ThumbnailSheets(order: [44, 3, 3] + Array(0..<45), of: 45, plan: (16, 38)) {
      $0 % 9 == 8 ? nil : Raster(width: 20, height: 20, filling: UInt8($0 * 5))
    }
    #expect(sheets.drawn == 38 && sheets.cells[3] == 0)
    #expect(sheets.cells[44] == -1 && sheets.cells[8] == -1 && sheets.cells[43] == -1)
    let sheet = try Raster(decoding: try #require(sheets.sheets.first))
    #expect(sheet.width == 32 * 16 && sheet.height == 32)
    for (row, cell) in sheets.cells.enumerated() where cell >= 0 {
      let pixel = sheet[Int(cell) % 32 * 16 + 8, Int(cell) / 32 * 16 + 8]
      #expect(abs(Int(pixel.red) - row * 5) <= 3, "galaxy \(row)")
    }
  }

  @Test func picturesStopWhereTheirBytesAreSpent() throws {
    let limit = 3 * ThumbnailSheets.across * ThumbnailSheets.across
    let grey = Raster(width: 8, height: 8, filling: 90)
    func sheets(_ budget: Int) throws -> ThumbnailSheets {
      try ThumbnailSheets(order: 0..<limit, of: limit, plan: (8, limit), budget: budget) { _ in grey
      }
    }
    let all = try sheets(.max)
    #expect(all.drawn == limit && all.sheets.count == 3)
    let one = all.sheets[0].count
    #expect(try sheets(one).drawn == limit / 3)
    let two = try sheets(one + 1)
    #expect(two.drawn == 2 * limit / 3 && two.cells[limit - 1] == -1)
  }

  @Test func marksSayWhichGalaxiesTheyStandFor() throws {
    let html = try SampleReports.classifier().html()
    let report = SampleReports.classifier()
    let results = ClassifierResults(report)
    let truth = try #require(
      report.truth.indices.first { results.predictions[$0] != report.truth[$0] })
    let cell =
      "[[\"known_class\",\"is\",\(report.truth[truth])],[\"predicted\",\"is\","
      + "\(results.predictions[truth])]]"
    #expect(html.contains("data-pick=\"\(cell.escaped)\""))
    #expect(html.contains("confidence&quot;,&quot;in&quot;,"))
    #expect(!PageChecker(html).links.contains { $0.hasPrefix("blob:") })
  }
}
