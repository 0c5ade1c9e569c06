import AHuntKit
import ArgumentParser
import Files
import Foundation

/// Options of every report.
struct ReportOptions: ParsableArguments {
  @Option(help: "The folder to write into (default: Reports in the workspace).")
  var output: String?

  @Flag(help: "Show the report in the browser.")
  var open = false

  @Option(
    .from(1, to: 1_000_000),
    help: "Resamples of the classifier's bands and of comparisons; others resample nothing.")
  var resamples = 1000

  init() {}

  /// What the library is asked for.
  func request(_ console: Console, replays: [URL] = []) throws -> ReportRequest {
    var request = ReportRequest()
    request.folder = try output.map { try console.folder($0, "--output") }
    request.resamples = resamples
    request.replays = replays
    return request
  }
}

/// What every report says when it is done.
struct ReportPayload: Codable {
  /// A report that could not be written.
  struct Failure: Codable {
    let report: String
    let reason: String
  }

  let files: [String]
  let failed: [Failure]

  /// The same for people.
  func write(to page: inout TextPage) {
    for file in files { page.line("written: \(page.palette.bold(file))") }
  }
}

extension Console {
  /// Tells where the reports are, and shows them if asked to.
  func finish(
    _ files: [URL], failures: [WrittenReports.Failure] = [], _ options: ReportOptions
  ) throws {
    let payload = ReportPayload(
      files: files.map(\.path),
      failed: failures.map { .init(report: $0.kind.rawValue, reason: Sentence.of($0.error)) })
    try emit(payload) { payload.write(to: &$0) }
    guard options.open else { return }
    for file in files where !Self.show(file) {
      warn("no browser could be started; open \(file.path) yourself")
    }
  }

  private static func show(_ file: URL) -> Bool {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    return (try? ChildProcess([opener, file.path]))?.wait() == .exit(0)
  }
}
