import Foundation
import Tensors
import Testing

@testable import Models

@Suite struct BatchSourceTests {
  private let count = 2_000

  /// The numbers of all cutouts of an epoch in order, as their pixels tell them.
  private func epoch(_ epoch: Int, of source: BatchSource) throws -> [Int] {
    var seen: [Int] = []
    var batches = 0
    try source.forEachBatch(epoch: epoch) { batch, numbers in
      let bytes: [UInt8] = batch.array()
      let told = stride(from: 0, to: bytes.count, by: 768).map {
        Int(bytes[$0]) + 256 * Int(bytes[$0 + 1])
      }
      #expect(told.map(Int64.init) == numbers.array())
      #expect(told.count <= 64)
      seen += told
      batches += 1
    }
    #expect(batches == source.batches)
    return seen
  }

  private func source(
    memory: Int, seed: UInt64 = 1, pause: @escaping @Sendable (Int) -> Double = { _ in 0 }
  ) throws -> BatchSource {
    try BatchSource(
      WatchedCutouts(numberedCutouts(count), pause: pause), batchSize: 64, epochs: 0..<3,
      memory: memory, seed: seed, device: .cpu)
  }

  @Test(arguments: [1 << 30, 1_000 * 768, 1])
  func everyCutoutComesOnceAnEpoch(_ memory: Int) throws {
    let source = try source(memory: memory)
    defer { source.close() }
    var orders: [[Int]] = []
    for number in 0..<3 {
      let order = try epoch(number, of: source)
      #expect(order.sorted() == Array(0..<count))
      orders.append(order)
    }
    #expect(orders[0] != orders[1] && orders[1] != orders[2])
  }

  @Test func theOrderDoesNotDependOnHowFastTheReadingIs() throws {
    let fast = try source(memory: 1_000 * 768)
    let slow = try source(memory: 1_000 * 768) { $0 % 3 == 0 ? 0.02 : 0 }
    let other = try source(memory: 1_000 * 768, seed: 2)
    defer { for source in [fast, slow, other] { source.close() } }
    for number in 0..<2 {
      let order = try epoch(number, of: fast)
      #expect(order == (try epoch(number, of: slow)))
      #expect(order != (try epoch(number, of: other)))
    }
  }

  @Test(arguments: [700, 1_000, 1_900, 2_600])
  func theBudgetIsKept(_ cutouts: Int) throws {
    let source = try source(memory: cutouts * 768)
    defer { source.close() }
    #expect(source.bytes <= cutouts * 768)
    // What is allowed is used: all of it in one piece, or two pools of nearly half of the rest.
    #expect(source.bytes >= (cutouts >= 2_600 ? count : (cutouts - 512) * 8 / 10) * 768)
  }

  @Test func aSourceThatFailsEndsTheEpoch() throws {
    let cutouts = WatchedCutouts(numberedCutouts(count), failing: 1_234)
    #expect(throws: WatchedCutouts.Failure.self) {
      let source = try BatchSource(
        cutouts, batchSize: 64, epochs: 0..<1, memory: 1_000 * 768, seed: 1, device: .cpu)
      defer { source.close() }
      _ = try epoch(0, of: source)
    }
    #expect(cutouts.reads.going == 0)
  }
}
