import Foundation
import Store
import Testing
import Vocabulary

/// `ahunt train` killed, resumed, stopped early and gone astray.
@Suite(.serialized) struct ResumedTrainCommandTests {
  private func store(_ scratch: Scratch) throws -> HuntStore {
    try HuntStore.openReadOnly(at: scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path)
  }

  private func weights(_ scratch: Scratch) throws -> Data {
    let store = try store(scratch)
    return try store.weights(of: try #require(try store.latestModel(kind: .embedder)).id)
  }

  private static let command = [
    "train", "embedder", "--epochs", "6", "--batch-size", "16", "--seed", "4",
    "--precision", "float32", "--threads", "1",
  ]

  private func train(_ scratch: Scratch, _ more: String...) throws -> AHuntProcess {
    try AHuntProcess.run(
      Self.command + more, in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
  }

  /// Starts the training and sends it a signal once it has kept a checkpoint.
  private func breakOff(_ scratch: Scratch, with signal: Int32) throws -> AHuntProcess {
    let running = try AHuntProcess.start(
      Self.command, in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    let deadline = Date(timeIntervalSinceNow: 900)
    while running.isRunning, Date() < deadline,
      try store(scratch).checkpointEpoch(of: .embedder) == nil
    {
      Thread.sleep(forTimeInterval: 0.01)
    }
    running.send(signal)
    return try running.wait()
  }

  @Test func aKilledTrainingGoesOnToTheSameWeights() throws {
    let hunt = try SimulatedHunt.shared.get()
    let whole = try hunt.copy()
    #expect(try train(whole).status == 0)
    #expect(try store(whole).checkpoint(of: .embedder) == nil)
    let killed = try hunt.copy()
    #expect(try breakOff(killed, with: SIGKILL).status != 0)
    let epoch = try #require(try store(killed).checkpointEpoch(of: .embedder))
    #expect(epoch < 6)
    let run = try train(killed, "--resume")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("goes on after epoch \(epoch) of 6"))
    #expect(try weights(killed) == weights(whole))
    #expect(try store(killed).checkpoint(of: .embedder) == nil)
  }

  @Test func anotherRunDoesNotGoOnFromIt() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let broken = try breakOff(scratch, with: SIGINT)
    #expect(broken.status == 130, "\(broken.error)")
    #expect(broken.error.contains("--resume goes on after epoch"), "\(broken.error)")
    let other = try train(scratch, "--resume", "--epochs", "1")
    #expect(other.status == 0, "\(other.error)")
    #expect(other.error.contains("was another run"), "\(other.error)")
    #expect(!other.error.contains("goes on after"))
    #expect(try store(scratch).checkpoint(of: .embedder) == nil)
    #expect(try breakOff(scratch, with: SIGKILL).status != 0)
    let anew = try train(scratch, "--epochs", "1")
    #expect(anew.status == 0 && !anew.error.contains("goes on after"), "\(anew.error)")
    #expect(try store(scratch).checkpoint(of: .embedder) == nil)
  }

  @Test func aDivergedTrainingStoresNothing() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try scratch.ahunt(
      "train", "classifier", "--learning-rate", "1e38", "--epochs", "4", "--batch-size", "16")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.error.contains("diverged in epoch 1"), "\(run.error)")
    #expect(run.error.contains("--learning-rate"))
    let store = try store(scratch)
    #expect(try store.models().count == 3 && store.checkpoint(of: .classifier) == nil)
  }

  @Test func aDivergedModelIsNamedAndNotTakenForAFinishedOne() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let path = scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path
    let store = try HuntStore.open(at: path)
    // The stored embedder of one epoch, as if its second had gone wrong.
    let whole = try #require(try store.latestModel(kind: .embedder))
    let id = try store.save(
      NewModel(
        kind: .embedder, preset: whole.preset, config: whole.config,
        metrics: #"{"divergedEpoch":2}"#, history: whole.history,
        weights: try store.weights(of: whole.id), softwareVersion: whole.softwareVersion))
    try store.close()
    let run = try scratch.ahunt("train", "embedder", "--epochs", "1", "--resume")
    #expect(run.status == 1 && run.output.isEmpty, "\(run.error)")
    for words in ["diverged in epoch 2", "after epoch 1", "model \(id)", "--learning-rate"] {
      #expect(run.error.contains(words), "\(words): \(run.error)")
    }
    #expect(try scratch.ahunt("report", "training", "--output", "pages").status == 0)
    let page = try String(
      contentsOf: scratch.folder.appendingPathComponent("pages/training.html"), encoding: .utf8)
    #expect(page.contains("diverged in epoch 2"))
  }

  @Test func switchesAndPatienceBelongToTheRun() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    func model(_ more: String...) throws -> Int {
      let run = try AHuntProcess.run(
        ["train", "classifier", "--epochs", "2", "--resume", "--format", "json"] + more,
        in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      #expect(run.status == 0, "\(run.error)")
      return try #require(try run.json()["model"] as? Int)
    }
    let plain = try model()
    #expect(try model() == plain)
    let switched = try model("--dropout", "0", "--no-augmentation")
    #expect(switched != plain)
    #expect(try model("--dropout", "0", "--no-augmentation") == switched)
    #expect(try model("--dropout", "0") != switched)
    #expect(try model("--patience", "1") != plain)
    let config = try store(scratch).model(id: Int64(switched)).config
    #expect(config.contains(#""regularisation":{"augments":false,"dropout":0}"#), "\(config)")
    #expect(config.contains(#""dropout":0,"#) && !config.contains(#""augmentation":{"#))
  }

  @Test func theReportNeedsNoMoreThanTheStore() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try scratch.ahunt("report", "training", "--output", "pages", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let file = scratch.folder.appendingPathComponent("pages/training.html")
    let page = try String(contentsOf: file, encoding: .utf8)
    for name in ["Embedder, model 1", "Scorer, model 2", "Classifier, model 3", "learningRate"] {
      #expect(page.contains(name), "\(name)")
    }
    let none = try Scratch()
    #expect(try none.ahunt("init").status == 0)
    let empty = try none.ahunt("report", "training")
    #expect(empty.status == 1 && empty.error.contains("ahunt train all"))
  }
}
