import Files
public import Foundation
import Pages
import Store

/// A report on a hunt: one HTML file that needs nothing else.
public enum ReportKind: String, Sendable, CaseIterable, Codable {
  /// How well the classifier tells the known classes apart.
  case classifier
  /// What every stored model measured after each epoch.
  case training
  /// What the hunt asked, found and ranked.
  case hunt

  /// Name of its file.
  public var fileName: String { rawValue + ".html" }
}

/// How reports are to be written.
public struct ReportRequest: Sendable {
  /// The folder to write into; nil takes `Reports` in the hunt's folder, where a copy is kept under
  /// its date and `index.html` lists them.
  public var folder: URL?
  /// Resamples of the classifier report's bands and of comparisons; other reports resample nothing.
  public var resamples = 1000
  /// Files with results of replays, shown in the hunt's report beside those kept in the hunt.
  public var replays: [URL] = []

  /// Reports in the hunt's own folder.
  public init() {}
}

/// What came of writing every report.
public struct WrittenReports: Sendable {
  /// A report that could not be written, and why.
  public struct Failure: Sendable {
    /// The report.
    public let kind: ReportKind
    /// Why it is missing.
    public let error: any Error
  }

  /// The reports that were written.
  public internal(set) var files: [URL] = []
  /// Those that were not, though there is something to say in them.
  public internal(set) var failures: [Failure] = []
}

extension Hunt {
  /// Writes one report and the data beside it: `hunt.html`, `hunt.json`, `hunt.csv`. The training
  /// report has no data of its own.
  ///
  /// - Returns: The page.
  /// - Throws: `HuntError.noModel`, `.noModels`, `.noTestGalaxies`, `.noEmbeddings`,
  ///   `.incompleteEmbeddings`, `.unreadableFile`, `.notAReplay`; an error where the file can't be
  ///   written.
  @discardableResult
  public func report(
    _ kind: ReportKind, _ request: ReportRequest = ReportRequest(),
    engine: EngineSettings = EngineSettings(), activity: Activity = Activity()
  ) throws -> URL {
    let location = (request.folder ?? reports).appendingPathComponent(kind.fileName)
    let file = try OutputFile(location)
    let written = try files(kind, request, engine: engine, activity: activity)
    let files = [("json", written.json), ("csv", written.csv), ("html", written.html)].compactMap {
      suffix, text in text.map { (suffix: suffix, data: Data($0.utf8)) }
    }
    // The page comes last: where it is new, so is what lies beside it.
    for (suffix, data) in files.dropLast() {
      try OutputFile.write(
        data, to: location.deletingPathExtension().appendingPathExtension(suffix))
    }
    try file.write(files[files.count - 1].data)
    if request.folder == nil, let summary = PageSummary(ofPage: written.html) {
      try KeptReports(folder: reports).keep(
        kind, files: files, summary: summary,
        model: kind == .classifier ? try store.latestModel(kind: .classifier)?.id : nil,
        now: activity.now())
    }
    return location
  }

  /// Writes every report that there is something to say in.
  ///
  /// - Returns: The files, and the reports that failed. That there is nothing to report on yet is no
  ///   failure; it is told as a notice.
  /// - Throws: The first error where no report could be written.
  public func reportAll(
    _ request: ReportRequest = ReportRequest(), engine: EngineSettings = EngineSettings(),
    activity: Activity = Activity()
  ) throws -> WrittenReports {
    let models = try models()
    var written = WrittenReports()
    var first: (any Error)?
    for kind in ReportKind.allCases {
      switch kind {
      case .classifier:
        guard models.contains(where: { $0.kind == .classifier }) else {
          activity.note(.noClassifierToReport)
          continue
        }
      case .training: if models.isEmpty { continue }
      case .hunt: break
      }
      do {
        written.files.append(try report(kind, request, engine: engine, activity: activity))
      } catch {
        first = first ?? error
        if case HuntError.noEmbeddings = error {
          activity.note(.reportMissing(kind, error))
        } else {
          written.failures.append(.init(kind: kind, error: error))
        }
      }
    }
    if written.files.isEmpty, let first { throw written.failures.first?.error ?? first }
    return written
  }

  private func files(
    _ kind: ReportKind, _ request: ReportRequest, engine: EngineSettings, activity: Activity
  ) throws -> ReportFiles {
    switch kind {
    case .classifier:
      let record = try store.trained(.classifier, id: nil)
      activity.note(.reporting(kind))
      return try ClassifierReporter(
        store: store, record: record, engine: try engine.start(), resamples: request.resamples
      ).files(now: activity.now())
    case .training:
      return try store.snapshot { try TrainingReporter(store: $0).files(now: activity.now()) }
    case .hunt:
      let choice = try engine.start()
      return try store.snapshot { store in
        let snapshot = try HuntSnapshot(store, hunt: id)
        activity.note(.reporting(kind))
        return try HuntReporter(
          hunt: self, store: store, snapshot: snapshot, engine: choice,
          replays: request.replays
        ).files(now: activity.now())
      }
    }
  }
}
