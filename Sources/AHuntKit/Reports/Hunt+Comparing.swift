import Evaluation
import Files
public import Foundation
import Models
import Pages
import Store

/// Why two things can't be set side by side.
public enum ComparisonFault: Sendable, Equatable {
  /// It is neither a model's number nor the date of a kept report.
  case unknown(String, dates: [String])
  /// More than one date begins so.
  case severalDates(String, dates: [String])
  /// Nothing that is kept under this date can be read.
  case unreadable(String)
  /// Both names mean the same.
  case same(String)
  /// The dates have no report in common that was kept whole.
  case noCommonKind(String, String)
  /// The kept report lacks the data beside it.
  case noData(String)
  /// The two know no galaxy by the same class, or fewer than two classes alike.
  case nothingShared(String, String)
}

extension Hunt {
  /// Sets two classifiers, or the reports of two dates, side by side in one page.
  ///
  /// - Parameters:
  ///   - first: a classifier's number, or the date of a kept report or its beginning, such as
  ///     `2026-11-29T0610`.
  ///   - second: the same; differences are this one's less the first's.
  /// - Returns: The page.
  /// - Throws: `HuntError.notComparable`, `.wrongModel`, `.noTestGalaxies`; an error of the store where
  ///   there is no such model; an error where the file can't be written.
  public func compareReports(
    _ first: String, _ second: String, _ request: ReportRequest = ReportRequest(),
    engine: EngineSettings = EngineSettings(), activity: Activity = Activity()
  ) throws -> URL {
    let kept = KeptReports(folder: reports)
    let names = [first, second]
    let subjects = try names.map { try ComparisonSubject($0, in: kept) }
    guard subjects[0] != subjects[1] else { throw HuntError.notComparable(.same(first)) }
    let location = (request.folder ?? reports).appendingPathComponent(
      "compare-\(subjects[0].fileName)-\(subjects[1].fileName).html")
    let file = try OutputFile(location)
    let kinds = try ComparisonSubject.commonKinds(subjects)
    let sides = try subjects.map {
      try side($0, kinds, kept, engine: engine, activity: activity)
    }
    if let one = sides[0].judged, let other = sides[1].judged,
      JudgedGalaxies.shared(one, other) == nil
    {
      throw HuntError.notComparable(.nothingShared(sides[0].name, sides[1].name))
    }
    var report = ComparisonReport(
      title: "\(sides[0].name) and \(sides[1].name)", first: sides[0], second: sides[1])
    report.resamples = request.resamples

    let ids = Dictionary(try store.galaxies().map { ($0.objectID, $0.id) }) { first, _ in first }
    report.picture = { [store] name in ids[name].flatMap { try? store.raster(of: $0) } }
    try file.write(Data(try report.html().utf8))
    return location
  }

  private func side(
    _ subject: ComparisonSubject, _ kinds: [ReportKind], _ kept: KeptReports,
    engine: EngineSettings, activity: Activity
  ) throws -> ComparisonReport.Side {
    switch subject {
    case .model(let id):
      let record = try store.trained(.classifier, id: id)
      activity.note(.reporting(.classifier))
      return ComparisonReport.Side(
        name: "Model \(id)", facts: facts(of: record),
        judged: try ClassifierReporter(
          store: store, record: record, engine: try engine.start(), resamples: 1
        ).judged())
    case .date(let date, let reports):
      let chosen = kinds.compactMap { kind in reports.first { $0.report == kind } }
      var judged: JudgedGalaxies?
      if let classifier = chosen.first(where: { $0.report == .classifier }) {
        judged = kept.data(of: classifier).flatMap { JudgedGalaxies(json: $0) }
        guard judged != nil else { throw HuntError.notComparable(.noData(date)) }
      }
      return ComparisonReport.Side(
        name: date,
        facts: (chosen.first?.summary.facts ?? []).filter { $0.name != "Written" },
        headlines: chosen.flatMap { report in
          report.summary.headlines.map {
            chosen.count == 1
              ? $0
              : Headline(
                name: "\(report.report.rawValue.capitalized): \($0.name)", value: $0.value,
                note: $0.note)
          }
        }, judged: judged)
    }
  }

  private func facts(of record: ModelRecord) -> [RunFact] {
    [
      RunFact("Seed", String(record.seed)), RunFact("Preset", record.preset),
      RunFact("Software", "ahunt \(record.softwareVersion)"),
      RunFact("Data", RunRecord(config: record.config).map { "digest \($0.data)" } ?? "–"),
    ] + SettingsText.lines(of: record.config).map { RunFact($0.name, $0.value) }
  }
}

/// What a person named to be compared.
enum ComparisonSubject: Equatable {
  case model(Int64)
  case date(String, [KeptReport])

  init(_ name: String, in kept: KeptReports) throws {
    // A date has hyphens.
    if let id = Int64(name), id > 0 {
      self = .model(id)
      return
    }
    let all = kept.all()
    let dates = Set(all.map(\.date)).sorted(by: >)
    let found = dates.filter { !name.isEmpty && $0.hasPrefix(name) }
    guard let date = found.first else {
      if let damaged = kept.dates.first(where: { !name.isEmpty && $0.hasPrefix(name) }) {
        throw HuntError.notComparable(.unreadable(damaged))
      }
      throw HuntError.notComparable(.unknown(name, dates: Array(dates.prefix(5))))
    }
    guard found.count == 1 else {
      throw HuntError.notComparable(.severalDates(name, dates: found))
    }
    self = .date(date, all.filter { $0.date == date })
  }

  static func == (a: ComparisonSubject, b: ComparisonSubject) -> Bool { a.fileName == b.fileName }

  /// Its part of the page's file name.
  var fileName: String {
    switch self {
    case .model(let id): String(id)
    case .date(let date, _): date
    }
  }

  /// The reports that both have, that of classifiers first; that of the training only where there is no
  /// other.
  static func commonKinds(_ subjects: [ComparisonSubject]) throws -> [ReportKind] {
    let kinds = subjects.map { subject in
      switch subject {
      case .model: Set([ReportKind.classifier])
      case .date(_, let reports): Set(reports.map(\.report))
      }
    }
    let shared = kinds[0].intersection(kinds[1])
    guard !shared.isEmpty else {
      throw HuntError.notComparable(.noCommonKind(subjects[0].fileName, subjects[1].fileName))
    }
    let judging = [ReportKind.classifier, .hunt].filter(shared.contains)
    return judging.isEmpty ? [.training] : judging
  }
}

extension ComparisonFault: CustomStringConvertible {
  /// The facts.
  public var description: String {
    switch self {
    case .unknown(let name, let dates):
      "\(name) is neither a classifier's number nor the date of a kept report"
        + (dates.isEmpty
          ? "; none is kept yet" : "; the latest dates are \(dates.joined(separator: ", "))")
    case .severalDates(let name, let dates):
      "\(name) is the beginning of \(dates.count) dates: \(dates.prefix(5).joined(separator: ", "))"
    case .unreadable(let date):
      "the summaries of the reports kept under \(date) are gone or damaged"
    case .same(let name): "\(name) can't be compared with itself"
    case .noCommonKind(let first, let second):
      "\(first) and \(second) have no report of one kind"
    case .noData(let date):
      "the classifier report of \(date) is kept without its data, of which only the newest stay"
    case .nothingShared(let first, let second):
      "\(first) and \(second) share no test galaxy, or not two classes"
    }
  }
}
