import Foundation
import Testing

/// Trainings whose galaxies don't fit in the memory allowed.
@Suite(.serialized) struct TrainMemoryTests {
  private func losses(_ scratch: Scratch, _ options: String...) throws -> [Double] {
    let run = try AHuntProcess.run(
      ["train", "scorer", "--epochs", "2", "--batch-size", "16", "--format", "json"] + options,
      in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    #expect(run.status == 0, "\(run.error)")
    let metrics = try #require(try run.json()["metrics"] as? [String: Double])
    return [metrics["loss"], metrics["validationLoss"]].compactMap(\.self)
  }

  @Test func aStreamedTrainingIsRepeatable() throws {
    let copy = try SimulatedHunt.shared.get().copy()
    // A megabyte holds fewer than the batches of these sixty galaxies, which go by in turns.
    let streamed = try losses(copy, "--memory", "1")
    #expect(streamed.count == 2)
    #expect(streamed == (try losses(copy, "--memory", "1")))
    let whole = try losses(copy)
    #expect(whole != streamed, "the order differs, or nothing was streamed")
    // The held-out loss of so few steps is mostly the norms' running means, and says little.
    #expect(abs(whole[0] / streamed[0] - 1) < 0.1)
  }

  @Test func theBudgetBelongsToTheRun() throws {
    let copy = try SimulatedHunt.shared.get().copy()
    func train(_ memory: String) throws -> [String: Any] {
      try copy.ahunt(
        "train", "scorer", "--epochs", "1", "--memory", memory, "--resume", "--format", "json"
      ).json()
    }
    let first = try train("1")["model"] as? Int
    #expect(try train("1")["model"] as? Int == first)
    #expect(try train("2")["model"] as? Int != first)
  }

  @Test(arguments: ["0", "-5", "x"])
  func aBudgetIsAPositiveNumber(_ memory: String) throws {
    let run = try Scratch().ahunt("train", "scorer", "--memory", memory)
    #expect(run.status == 64)
    #expect(run.error.contains("--memory"))
  }
}
