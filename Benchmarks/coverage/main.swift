import Evaluation
import Foundation

// How often the intervals of the reports hold the truth: coverage [TRIALS] [MEASURE]
let arguments = CommandLine.arguments.dropFirst()
let trials = arguments.compactMap(Int.init).first ?? 1_000
let only = arguments.first { Int($0) == nil }

print(
  "| interval of | situation | draws | given | holds | truth below | truth above | mean width |")
print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
for (number, simulation) in Simulation.all.enumerated() {
  if let only, simulation.measure != only { continue }
  let coverage = Coverage(simulation, trials: trials, seed: UInt64(number))
  func percent(_ count: Int, of all: Int) -> String {
    all == 0 ? "–" : String(format: "%.1f%%", 100 * Double(count) / Double(all))
  }
  let given = coverage.given
  print(
    "| \(simulation.measure) | \(simulation.situation) | \(coverage.drawn) "
      + "| \(String(format: "%.0f%%", 100 * Double(given) / Double(coverage.drawn))) "
      + "| \(percent(given - coverage.below - coverage.above, of: given)) "
      + "| \(percent(coverage.below, of: given)) | \(percent(coverage.above, of: given)) "
      + "| \(String(format: "%.3f", coverage.width)) |")
}
