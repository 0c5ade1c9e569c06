import AHuntKit
import ArgumentParser
import Foundation
import Store

/// The whole program: parses, runs, and turns every outcome into an exit code.
package enum Program {
  /// Runs the process's own command line and ends the process.
  package static func main() -> Never {
    StandardStream.secure()
    Signals.settle()
    let code = outcome(.system)
    exit(code == 0 && StandardStream.hasLostWords ? 1 : code)
  }

  /// Does what the command line says, and gives the code to end with.
  private static func outcome(_ context: CommandContext) -> Int32 {
    if let fault = NamesCheck.fault() { return tell(CommandFailure.failed(fault), context) }
    var command: any ParsableCommand
    do {
      command = try AHunt.parseAsRoot()
    } catch {
      return answer(error, context)
    }
    do {
      try command.run()
      return 0
    } catch {
      // Help and usage errors of the parser carry codes of their own; everything else is a failure.
      return AHunt.exitCode(for: error) == .failure ? tell(error, context) : answer(error, context)
    }
  }

  /// Writes what the parser has to say: help and completions to standard output, what is wrong with
  /// the command line to standard error.
  private static func answer(_ error: any Error, _ context: CommandContext) -> Int32 {
    let code = AHunt.exitCode(for: error)
    let text = AHunt.fullMessage(for: error) + "\n"
    guard code == .success else {
      try? context.error.write(text)
      return code.rawValue
    }
    do {
      try context.output.write(text)
      return 0
    } catch {
      return tell(error, context)
    }
  }

  /// Tells a failure on standard error, in one sentence, and gives the code to end with.
  private static func tell(_ error: any Error, _ context: CommandContext) -> Int32 {
    // As other programs do whose reader went away; the shell shows the same code for them.
    if error as? StreamError == .noReader { return 128 + SIGPIPE }
    let code =
      (error as? CommandFailure)?.exitCode ?? (error as? HuntError)?.exitCode
      ?? (error as? StoreError)?.exitCode ?? 1
    let name = code == 1 ? StyledText("ahunt:", .bad) : "ahunt:"
    let sentence = Signals.isFileLimitReached ? Sentence.ofFileLimit(error) : Sentence.of(error)
    try? context.error.write(
      "\(name) \(sentence)\n",
      Palette(stream: context.error, environment: context.environment))
    return code
  }
}
