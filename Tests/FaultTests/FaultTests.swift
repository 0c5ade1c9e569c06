import Foundation
import Testing

/// Everything the harness does to the program.
let allGroups: [any FaultGroup] = [
  DamageGroup(), KillGroup(), PairGroup(), DiskGroup(), LimitGroup(), HostileGroup(),
]

/// Faults on the real program: kills, full disks, damage, races, limits, hostile files.
///
/// `swift test` runs the short form; `make faults` goes on for twenty minutes and prints a table.
@Suite(.serialized) struct FaultTests {
  @Test func nothingIsLostAndNothingIsSilentlyWrong() throws {
    let settings = FaultSettings(environment: ProcessInfo.processInfo.environment)
    let (table, wrong) = FaultHarness(settings).run()
    if settings.isLong || settings.number != nil { print(table) }
    if let report = settings.report {
      try table.write(toFile: report, atomically: true, encoding: .utf8)
    }
    #expect(wrong == 0, "\(table)")
  }
}
