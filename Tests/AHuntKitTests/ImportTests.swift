import AHuntKit
import Foundation
import Synchronization
import TestSupport
import Testing
import Vocabulary

/// Catalogs that are read through the library.
@Suite struct ImportTests {
  private func survey(_ count: Int) throws -> (TemporaryFolder, CatalogImport, Hunt) {
    let folder = try TemporaryFolder()
    let catalog = try TinySurvey(count: count, side: 16).write(to: folder)
    var request = CatalogImport(source: URL(fileURLWithPath: catalog), name: "tiny")
    request.size = 16
    return (folder, request, try Hunt.create(in: folder.url.appendingPathComponent("hunt")).hunt)
  }

  @Test func progressIsTold() throws {
    let (folder, request, hunt) = try survey(20)
    defer { _ = folder }
    let events = Mutex<[String]>([])
    let activity = Activity(report: { event in
      let text: String? =
        switch event {
        case .began(let stage, let total, _): "began \(stage) \(total ?? -1)"
        case .ended: "ended"
        default: nil
        }
      if let text { events.withLock { $0.append(text) } }
    })
    let summary = try hunt.importCatalog(request, activity: activity)
    #expect(summary.imported == 20 && summary.rejected.isEmpty && summary.reader == "csv")
    #expect(events.withLock { $0 }.first?.hasPrefix("began import") == true)
    #expect(events.withLock { $0 }.last == "ended")
    #expect(try hunt.importCatalog(request).skipped == 20)
  }

  @Test func aStrictImportStoresNothingWhereOneObjectIsRejected() throws {
    var (folder, request, hunt) = try survey(12)
    try folder.write("no picture", to: "images/G0007.png")
    request.isStrict = true
    var told: [ImportRejection] = []
    let error = #expect(throws: HuntError.self) {
      try hunt.importCatalog(request) { told = $0.rejected }
    }
    guard case .rejected(let first, others: 0) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(first.source.contains("G0007") && told == [first])
    #expect(try hunt.status().galaxies == 0)
    request.isStrict = false
    #expect(try hunt.importCatalog(request).imported == 11)
  }

  @Test func anImportThatIsStoppedKeepsWhatItHas() throws {
    let (folder, request, hunt) = try survey(20)
    defer { _ = folder }
    let error = #expect(throws: HuntError.self) {
      try hunt.importCatalog(request, activity: Activity(isCancelled: { true }))
    }
    let stored = try hunt.status().galaxies
    #expect(stored > 0 && error == .interrupted(.imported(galaxies: stored)))
    #expect(try hunt.importCatalog(request).imported == 20 - stored)
  }

  @Test func anotherSizeIsRefused() throws {
    var (folder, request, hunt) = try survey(4)
    defer { _ = folder }
    try hunt.importCatalog(request)
    request.size = 32
    #expect(throws: HuntError.otherCutoutSize(stored: 16, wanted: 32)) {
      try hunt.importCatalog(request)
    }
  }
}
