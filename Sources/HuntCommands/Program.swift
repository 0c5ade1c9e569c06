import AHuntKit
import ArgumentParser
import Foundation

/// The whole program: parses, runs, and turns every outcome into an exit code.
package enum Program {
  /// Runs the process's own command line and ends the process.
  package static func main() -> Never {
    signal(SIGPIPE, SIG_IGN)
    var command: any ParsableCommand
    if let fault = NamesCheck.fault() { exit(status(of: CommandFailure.failed(fault))) }
    do {
      command = try AHunt.parseAsRoot()
    } catch {
      AHunt.exit(withError: error)
    }
    do {
      try command.run()
    } catch {
      exit(status(of: error))
    }
    exit(0)
  }

  /// Tells a failure on standard error, in one sentence, and gives the code to end with.
  private static func status(of error: any Error) -> Int32 {
    // Help and usage errors of the parser carry codes of their own; everything else is a failure.
    if AHunt.exitCode(for: error) != .failure { AHunt.exit(withError: error) }
    let context = CommandContext.system
    let palette = Palette(stream: context.error, environment: context.environment)
    let code =
      (error as? CommandFailure)?.exitCode ?? (error as? HuntError)?.exitCode ?? 1
    let name = code == 1 ? palette.bad("ahunt:") : "ahunt:"
    context.error.write("\(name) \(Sentence.of(error))\n")
    return code
  }
}
