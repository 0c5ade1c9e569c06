import Foundation
import Synchronization
import TestSupport

/// The real `ahunt` with its arguments, under limits if wanted.
struct Launch {
  var arguments: [String]
  /// The current folder; the workspace is `hunt` in it.
  var folder: URL
  /// What is on standard input.
  var input = ""
  /// A shell's words before the program is started in the shell's place, such as `ulimit -n 5`.
  var before: String?
  var environment: [String: String] = [:]
  /// A terminal in place of all three standard streams.
  var terminal: WatchedTerminal?
  /// Seconds after which it hangs; generous, for machines that others use too.
  var patience = 120.0

  /// The binary beside the test bundle, or the one that `AHUNT_FAULTS_PROGRAM` names.
  static let program =
    ProcessInfo.processInfo.environment["AHUNT_FAULTS_PROGRAM"].flatMap { $0.isEmpty ? nil : $0 }
    ?? URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("ahunt").path

  /// Runs to the end.
  func run() throws -> Ending {
    try start().wait()
  }

  /// Starts it and comes back at once.
  func start() throws -> RunningLaunch {
    let trace = try TemporaryFolder()
    try trace.write(input, to: "in")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal {
      for stream in 0...2 as ClosedRange<CInt> {
        posix_spawn_file_actions_adddup2(&actions, terminal.program, stream)
      }
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, trace.path("in"), O_RDONLY, 0)
      for (stream, name) in [(CInt(1), "out"), (2, "err")] {
        posix_spawn_file_actions_addopen(
          &actions, stream, trace.path(name), O_WRONLY | O_CREAT | O_APPEND, 0o644)
      }
    }

    // Threads that tests run on block signals, and a child would inherit that. A group of its own
    // lets a child of the shell's be ended with it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    // The shell goes into the folder, sets limits, and becomes the program.
    let script = "cd \"$CASE\" && \(before ?? ":") && exec \"$0\" \"$@\""
    let words = ["/bin/sh", "-c", script, Self.program] + arguments
    let world = self.world(trace).map { "\($0.key)=\($0.value)" }
    var pid: pid_t = 0
    let started = ContinuousClock.now
    let failure = withCStrings(words) { argv in
      withCStrings(world) { envp in
        posix_spawn(&pid, words[0], &actions, &attributes, argv, envp)
      }
    }
    guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .EINVAL) }
    return RunningLaunch(pid: pid, launch: self, trace: trace, started: started)
  }

  private func world(_ trace: TemporaryFolder) -> [String: String] {
    var world = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "CASE": folder.path, "HOME": trace.path, "USER": "harness", "TERM": "dumb", "LANG": "C.UTF-8",
      "AHUNT_WORKSPACE": folder.appendingPathComponent("hunt").path,
      "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive",
      // The signal is told without it, and a backtrace takes half a minute.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for name in ["LD_LIBRARY_PATH", "LIBTORCH", "TMPDIR"] {
      world[name] = ProcessInfo.processInfo.environment[name]
    }
    return world.merging(environment) { $1 }
  }
}

/// Hands a list of texts to C, with a null behind the last.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = texts.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}

/// An `ahunt` that may still be at work.
final class RunningLaunch {
  let pid: pid_t
  private let launch: Launch
  private let trace: TemporaryFolder
  private let started: ContinuousClock.Instant
  private var status: CInt?
  private var usage = rusage()
  /// The signal that was sent, if any.
  private(set) var sent: CInt?

  fileprivate init(
    pid: pid_t, launch: Launch, trace: TemporaryFolder, started: ContinuousClock.Instant
  ) {
    self.pid = pid
    self.launch = launch
    self.trace = trace
    self.started = started
  }

  /// Seconds since the start.
  var seconds: Double {
    let duration = ContinuousClock.now - started
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Whether it has not ended yet.
  var isRunning: Bool {
    guard status == nil else { return false }
    var value: CInt = 0
    if wait4(pid, &value, WNOHANG, &usage) == pid { status = value }
    return status == nil
  }

  /// Sends a signal, unless it has ended.
  func send(_ signal: CInt) {
    guard isRunning else { return }
    sent = signal
    kill(-pid, signal)
  }

  /// Waits for the end and collects what was written; what hangs is ended.
  func wait() throws -> Ending {
    var hangs = false
    while isRunning {
      // A terminal that nobody reads from fills up and stops the program.
      _ = launch.terminal?.screen
      usleep(seconds < 1 ? 2000 : 10_000)
      if seconds > launch.patience, !hangs {
        hangs = true
        kill(-pid, SIGKILL)
      }
    }
    let value = status ?? 0
    let signal = value & 0x7f
    let shown = launch.terminal?.screen
    return Ending(
      cause: hangs ? .hang : signal == 0 ? .exit(value >> 8 & 0xff) : .signal(signal),
      sent: sent,
      output: shown ?? (try? Data(contentsOf: trace.url.appendingPathComponent("out"))) ?? Data(),
      error: shown ?? (try? Data(contentsOf: trace.url.appendingPathComponent("err"))) ?? Data(),
      seconds: seconds, peakMegabytes: Int(usage.ru_maxrss) / 1024)
  }
}
