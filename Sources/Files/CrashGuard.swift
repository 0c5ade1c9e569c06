import CProcess
import Foundation

/// Keeps a crash in a decoder from ending more than the reading of one file.
///
/// Files of unknown origin are decoded by libraries in C, whose faults can't be caught. A program that
/// has called `watch` starts anew where a thread crashes inside of `reading`, with the same
/// arguments, and then knows what it crashed on: the caller leaves that out. Reading costs nothing
/// more, unlike in a process of its own, and whatever was stored before stays stored.
///
/// ```swift
/// try CrashGuard.reading(path) { try decode(path) }   // CrashGuard.signal(of: path) tells a crash
/// ```
package enum CrashGuard {
  /// A crash of the program while it read something.
  package struct Crash: Sendable, Equatable {
    /// What it read.
    package let name: String
    /// The signal that ended it.
    package let signal: Int32
  }

  // Written once, by `watch`, before anything is read.
  private nonisolated(unsafe) static var signals: [String: Int32] = [:]

  /// After so many the program ends as it would have: the fault is elsewhere.
  private static let mostCrashes = 1000

  /// Begins to watch, and gives the crashes that made the program start anew so far.
  ///
  /// Where there is no room for the record, or no program to start, nothing is watched.
  package static func watch() -> [Crash] {
    guard let program = Bundle.main.executablePath.flatMap({ strdup($0) }),
      let record = record()
    else { return [] }
    let crashes = crashes(in: record)
    for crash in crashes { signals[crash.name] = crash.signal }
    if crashes.count < mostCrashes { _ = cg_watch(program, CommandLine.unsafeArgv, record) }
    return crashes
  }

  /// How the program crashed when it read this before; nil where it did not.
  package static func signal(of name: String) -> Int32? {
    signals.isEmpty ? nil : signals[name]
  }

  /// Runs `body`, in which this thread reads what `name` says, be it again and again.
  package static func reading<Result, Failure: Error>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let text = strdup(name)
    let before = cg_read(text)
    defer {
      _ = cg_read(before)
      free(text)
    }
    return try body()
  }

  /// An open file without a name that the next program inherits, or has inherited.
  private static func record() -> Int32? {
    var status = stat()
    if let inherited = getenv(CG_VARIABLE).flatMap({ Int32(String(cString: $0)) }),
      fstat(inherited, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 0
    {
      return inherited
    }
    guard let file = tmpfile() else { return nil }
    let copy = dup(fileno(file))
    fclose(file)
    guard copy >= 0, setenv(CG_VARIABLE, String(copy), 1) == 0 else { return nil }
    return copy
  }

  private static func crashes(in record: Int32) -> [Crash] {
    var status = stat()
    guard fstat(record, &status) == 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    guard pread(record, &bytes, bytes.count, 0) == bytes.count else { return [] }
    return bytes.split(separator: 0).compactMap { entry in
      entry.first.map {
        Crash(name: String(decoding: entry.dropFirst(), as: UTF8.self), signal: Int32($0))
      }
    }
  }
}

extension CrashGuard {
  /// What a signal is called.
  package static func name(of signal: Int32) -> String {
    switch signal {
    case SIGSEGV, SIGBUS: "a reference to memory that is not there"
    case SIGFPE: "a division by zero"
    case SIGABRT: "damaged memory"
    default: "a check that failed"
    }
  }
}
