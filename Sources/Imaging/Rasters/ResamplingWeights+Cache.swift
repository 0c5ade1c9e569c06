import Foundation

extension ResamplingWeights {
  /// Weights for an axis, made once for each size: a survey's pictures share theirs, and making
  /// them takes half as long as resampling.
  static func of(_ source: Int, to target: Int) -> ResamplingWeights {
    cache.weights(Key(source: source, target: target))
  }

  private static let cache = Cache()

  private struct Key: Hashable {
    let source: Int
    let target: Int
  }

  /// Guarded by its lock.
  private final class Cache: @unchecked Sendable {
    private static let mostEntries = 64
    private let lock = NSLock()
    private var entries: [Key: ResamplingWeights] = [:]

    func weights(_ key: Key) -> ResamplingWeights {
      if let found = lock.withLock({ entries[key] }) { return found }
      let made = ResamplingWeights(from: key.source, to: key.target)
      lock.withLock {
        // Pictures of ever other sizes must not fill the memory.
        if entries.count >= Cache.mostEntries { entries.removeAll() }
        entries[key] = made
      }
      return made
    }
  }
}
