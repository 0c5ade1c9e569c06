import Foundation

/// What a run of the harness is told through the environment; `Scripts/faults` sets it.
struct FaultSettings {
  /// Minutes to go on for; nil, or 0 in the environment, runs the short form.
  let minutes: Double?
  /// What every case's chances follow from.
  let seed: UInt64
  /// The one group to run, or every group.
  let group: String?
  /// The one case to run of that group, or all.
  let number: Int?
  /// Where the table is written besides.
  let report: String?

  /// Reads `AHUNT_FAULTS_MINUTES`, `_SEED`, `_ONLY` (`group` or `group:number`) and `_REPORT`.
  init(environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment["AHUNT_FAULTS_" + name].flatMap { $0.isEmpty ? nil : $0 }
    }
    minutes = value("MINUTES").flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
    seed = value("SEED").flatMap(UInt64.init) ?? 1
    let only = value("ONLY")?.split(separator: ":").map(String.init) ?? []
    group = only.first
    number = only.count > 1 ? Int(only[1]) : nil
    report = value("REPORT")
  }

  /// Whether cases that cost seconds (training, embedding) are run too.
  var isLong: Bool { minutes != nil }

  /// The command that runs one case again.
  func repeating(_ group: String, _ number: Int) -> String {
    "make faults ONLY=\(group):\(number) SEED=\(seed)" + (isLong ? "" : " MINUTES=0")
  }
}
