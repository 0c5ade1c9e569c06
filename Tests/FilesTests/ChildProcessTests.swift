import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct ChildProcessTests {
  private func output(_ script: String, environment: [String: String]? = nil) throws -> String {
    let folder = try TemporaryFolder()
    let file = try FileHandle(
      forWritingTo: URL(fileURLWithPath: try folder.write("", to: "out")))
    let child = try ChildProcess(
      ["sh", "-c", script], in: folder.url.path, environment: environment,
      output: .descriptor(file.fileDescriptor))
    #expect(child.wait() == .exit(0))
    return try String(contentsOf: folder.url.appendingPathComponent("out"), encoding: .utf8)
  }

  @Test func wordsFolderAndEnvironmentArrive() throws {
    #expect(try output("test -f out && echo \"$WORD\"", environment: ["WORD": "a b"]) == "a b\n")
    #expect(try output("cat").isEmpty, "standard input is empty")
  }

  @Test func saysHowItEnded() throws {
    #expect(try ChildProcess(["sh", "-c", "exit 7"]).wait() == .exit(7))
    #expect(try ChildProcess(["sh", "-c", "kill -9 $$"]).wait() == .signal(9))
    #expect(throws: POSIXError.self) { try ChildProcess(["no-such-program-at-all"]) }
  }

  @Test func isSentSignalsWhileItRuns() throws {
    let child = try ChildProcess(["sleep", "60"])
    #expect(child.isRunning)
    child.send(SIGTERM)
    #expect(child.wait() == .signal(SIGTERM) && !child.isRunning)
    // Another program may have its number by now.
    child.send(SIGKILL)
    #expect(child.wait() == .signal(SIGTERM))
  }

  /// Open files of this program are none of the child's business; nor are the signals that it blocks.
  @Test func inheritsNothing() throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))
    let copy = dup(file.fileDescriptor)
    defer { close(copy) }
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    #expect(try output("test -e /proc/self/fd/\(copy) || echo gone") == "gone\n")
    let child = try ChildProcess(["sh", "-c", "kill -TERM $$; exit 0"])
    #expect(child.wait() == .signal(SIGTERM))
  }

  /// Where Foundation's own way crashes one time in many.
  @Test func startsManyTimes() throws {
    for _ in 0..<300 { #expect(try ChildProcess(["true"]).wait() == .exit(0)) }
  }
}
