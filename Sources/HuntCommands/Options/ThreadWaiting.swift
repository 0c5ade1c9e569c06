import Foundation

/// A command that computes with tensors.
protocol EngineCommand: HuntCommand {
  /// Where and how it computes.
  var engine: EngineOptions { get }
}

/// How the tensor engine's threads wait for one another.
enum ThreadWaiting {
  /// Starts the program anew with threads that sleep while they wait, unless it runs so already.
  ///
  /// OpenMP's threads spin by default. That gains about a tenth on a quiet machine, and on a shared
  /// one it costs most of the speed of everything that runs there. OpenMP reads its setting when it
  /// is loaded, before this program's first line, so a new start is the only way to change it.
  /// A value that the person set in `OMP_WAIT_POLICY` stays.
  static func becomePassive() {
    #if os(Linux)
      guard getenv("OMP_WAIT_POLICY") == nil else { return }
      setenv("OMP_WAIT_POLICY", "passive", 1)
      var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) }
      arguments.append(nil)
      // Where it fails the program simply goes on, with threads that spin.
      execv("/proc/self/exe", arguments)
    #endif
  }
}
