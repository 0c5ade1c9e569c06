import Files
import Foundation
import Pages
import Store
import Vocabulary

/// A report as it was at one time: a small file beside its page, which stays when the page goes.
struct KeptReport: Codable, Sendable {
  /// Which report it is.
  let report: ReportKind
  /// When it was written, ISO 8601.
  let written: String
  /// The classifier that it judged; nil for other reports.
  let model: Int64?
  /// The numbers at its top, and what the run was.
  let summary: PageSummary
  /// The minute it is kept under; the name of its folder.
  var date: String { KeptReports.date(written) }
}

/// Reports of a hunt as they were, each under its minute: `Reports/2026-11-29T0610/hunt.html`.
///
/// The last `mostPages` pages of each kind stay; of older ones the numbers do. `index.html` lists them.
struct KeptReports {
  /// The folder with the latest reports.
  let folder: URL
  /// Pages of one kind that are kept.
  static let mostPages = 20
  /// Larger files are no summary of ours.
  private static let largestSummary = 1 << 20

  /// `2026-11-29T06:10:45.123Z` as the name of a folder: `2026-11-29T0610`.
  static func date(_ written: String) -> String {
    String(written.prefix(16)).replacing(":", with: "")
  }

  /// Keeps a page with the files that belong to it, and lists it.
  func keep(
    _ kind: ReportKind, files: [(suffix: String, data: Data)], summary: PageSummary, model: Int64?,
    now: Date
  ) throws {
    let kept = KeptReport(
      report: kind, written: Timestamp.text(now), model: model, summary: summary)
    let place = folder.appendingPathComponent(kept.date, isDirectory: true)
    for (suffix, data) in files {
      try OutputFile.write(data, to: place.appendingPathComponent("\(kind.rawValue).\(suffix)"))
    }
    try OutputFile.write(
      Data(try JSONText.compact(kept).utf8), to: place.appendingPathComponent(summaryName(kind)))
    let all = all()
    for old in all.filter({ $0.report == kind }).dropFirst(Self.mostPages) { removePage(of: old) }
    try OutputFile.write(
      Data(try index(all).html().utf8), to: folder.appendingPathComponent("index.html"))
  }

  /// Everything kept, newest first; what is no summary of ours is passed over.
  func all() -> [KeptReport] {
    dates.flatMap { date in ReportKind.allCases.compactMap { summary($0, date) } }
      .sorted { ($1.written, $0.report.rawValue) < ($0.written, $1.report.rawValue) }
  }

  /// The names of all folders of kept reports, whether their summaries can be read or not.
  var dates: [String] {
    let names = (try? FolderListing(folder.path))?.names ?? []
    return names.filter { $0.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{4}/) != nil }
  }

  /// Where a kept report's page lies, below the folder; nil where it is gone.
  func page(of kept: KeptReport) -> String? {
    let path = "\(kept.date)/\(kept.report.fileName)"
    return FileManager.default.fileExists(atPath: folder.path + "/" + path) ? path : nil
  }

  /// The numbers and galaxies that lie beside a kept page; nil where they are gone.
  func data(of kept: KeptReport) -> Data? { file(of: kept, "json") }

  /// The galaxies alone that lie beside a kept page; nil where they are gone.
  func table(of kept: KeptReport) -> Data? { file(of: kept, "csv") }

  private func file(of kept: KeptReport, _ suffix: String) -> Data? {
    let path = folder.path + "/\(kept.date)/\(kept.report.rawValue).\(suffix)"
    return (try? InputFile.contents(of: path, atMost: 1 << 30)).map { Data($0) }
  }

  private func summaryName(_ kind: ReportKind) -> String { "\(kind.rawValue).summary.json" }

  private func summary(_ kind: ReportKind, _ date: String) -> KeptReport? {
    let path = folder.path + "/\(date)/" + summaryName(kind)
    guard let bytes = try? InputFile.contents(of: path, atMost: Self.largestSummary),
      let found = try? JSONDecoder().decode(KeptReport.self, from: Data(bytes)),
      found.report == kind, found.date == date
    else { return nil }
    return found
  }

  private func removePage(of kept: KeptReport) {
    for suffix in ["html", "json", "csv"] {
      unlink(folder.path + "/\(kept.date)/\(kept.report.rawValue).\(suffix)")
    }
  }

  private func index(_ all: [KeptReport]) -> ReportIndex {
    ReportIndex(
      title: "Reports",
      entries: all.map { kept in
        ReportIndex.Entry(
          kind: kept.report.rawValue.capitalized, written: Figures.minute(kept.written),
          path: page(of: kept), summary: kept.summary)
      })
  }
}
