import AHuntKit
import ArgumentParser
import Foundation

/// Options of every report.
struct ReportOptions: ParsableArguments {
  @Option(help: "The folder to write into (default: Reports in the workspace).")
  var output: String?

  @Flag(help: "Show the report in the browser.")
  var open = false

  @Option(help: "Bootstrap resamples of the intervals.")
  var resamples = 1000

  init() {}

  mutating func validate() throws {
    guard resamples > 0 else {
      throw ValidationError("--resamples takes a number of at least 1.")
    }
  }

  /// What the library is asked for.
  func request(_ console: Console, replays: [URL] = []) -> ReportRequest {
    var request = ReportRequest()
    request.folder = output.map(console.context.location)
    request.resamples = resamples
    request.replays = replays
    return request
  }
}

/// What every report says when it is done.
struct ReportPayload: Codable {
  let files: [String]

  /// The same for people.
  func write(to page: inout TextPage) {
    for file in files { page.line("written: \(page.palette.bold(file))") }
  }
}

extension Console {
  /// Tells where the reports are, and shows them if asked to.
  func finish(_ files: [URL], _ options: ReportOptions) throws {
    let payload = ReportPayload(files: files.map(\.path))
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
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [opener, file.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
