import Foundation
import Imaging
import Models
import Store
import Tensors

/// What a finetuning was asked to do and what was made of it, stored beside the settings.
struct FinetuneRecord: Codable, Equatable {
  /// What decides about the weights: the same again would give the same again.
  struct Task: Codable, Equatable {
    let hunt: Int64
    /// The embedder whose vectors and encoder it stands on.
    let embedder: Int64
    /// Classes with answers, by their numbers in the store, in the order of the outputs.
    let classes: [Int64]
    let interests: [Double]
    let answers: Int
    /// A digest of which galaxy carries which class.
    let digest: String
    let isSemiSupervised: Bool
    let unlabelled: Int
    let starts: [FinetuneConfiguration.Start]
    let epochs: Int?
    let seed: UInt64
    let device: String
    let precision: String
    let threads: Int
    let softwareVersion: String
  }

  let task: Task
  /// What the validation came to, in a sentence.
  let verdict: String

  /// The record in a stored configuration.
  init?(config: String) {
    struct Container: Decodable {
      let run: FinetuneRecord
    }
    guard let found = try? JSONDecoder().decode(Container.self, from: Data(config.utf8)) else {
      return nil
    }
    self = found.run
  }

  init(task: Task, verdict: String) {
    self.task = task
    self.verdict = verdict
  }

  /// Settings with this record beside them; every digit of theirs stays as it was.
  func recorded(in configuration: String) throws -> String {
    "{\"run\":\(try JSONText.compact(self)),"
      + configuration.drop { $0.isWhitespace }.dropFirst()
  }
}
