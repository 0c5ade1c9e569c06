internal import Evaluation

/// Which cutouts lie in memory together, and in which order every epoch goes through them.
///
/// Where all fit, they make one pool, shuffled anew each epoch. Otherwise runs of neighbouring
/// cutouts are dealt to pools, at random and anew each epoch, and shuffled within their pool: the
/// store is read in long stretches, and yet each pool comes from 256 places or more. Every cutout
/// appears once an epoch. All of it follows from the seed.
struct EpochPlan: Sendable {
  let count: Int
  let seed: UInt64
  /// Pools an epoch.
  let pools: Int
  /// Most cutouts in a pool.
  let capacity: Int
  /// Batches a pool, all of about the same number of cutouts, at most one batch size.
  let batches: Int
  /// Cutouts a run.
  private let run: Int

  /// - Parameter limit: most cutouts that may lie in memory at a time.
  init(count: Int, limit: Int, batchSize: Int, seed: UInt64) {
    self.count = count
    self.seed = seed
    if count <= limit {
      run = count
      pools = 1
      capacity = count
    } else {
      run = max(1, min(128, limit / 256))
      let runs = (count + run - 1) / run
      pools = (runs + limit / run - 1) / (limit / run)
      capacity = min(count, (runs + pools - 1) / pools * run)
    }
    batches = (capacity + batchSize - 1) / batchSize
  }

  /// The cutouts of one pool of an epoch, ascending.
  func members(epoch: Int, pool: Int) -> [Int] {
    guard pools > 1 else { return Array(0..<count) }
    let runs = (count + run - 1) / run
    var random = generator(epoch: epoch, pool: -1)
    let dealt = Array(0..<runs).shuffled(using: &random)
    return dealt[pool * runs / pools..<(pool + 1) * runs / pools].sorted().flatMap {
      $0 * run..<min(($0 + 1) * run, count)
    }
  }

  /// A random order of the `members` cutouts in a pool: their places, not their numbers.
  func order(epoch: Int, pool: Int, members: Int) -> [Int] {
    var random = generator(epoch: epoch, pool: pool)
    return Array(0..<members).shuffled(using: &random)
  }

  /// The part of a pool's order that makes a batch; empty only where a batch is one cutout.
  func batch(_ number: Int, members: Int) -> Range<Int> {
    number * members / batches..<(number + 1) * members / batches
  }

  private func generator(epoch: Int, pool: Int) -> SeededGenerator {
    SeededGenerator(seed: seed &+ UInt64(epoch * (pools + 1) + pool + 1) &* 0x9e37_79b9_7f4a_7c15)
  }
}
