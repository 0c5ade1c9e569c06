package import Tensors

/// An exponential average over the steps of all tensors of a network (Polyak & Juditsky 1992).
///
/// It generalises better than the last weights where the gradient is noisy.
package final class WeightAverage {
  /// Share of the average that a step leaves as it is, once the first steps are over.
  package let decay: Double
  /// The averages by name: what a checkpoint holds.
  package let state: [String: Tensor]
  private let pairs: [(average: Tensor, current: Tensor)]

  /// An average that starts at the network's tensors as they are.
  package init(of network: any Module, decay: Double) {
    self.decay = decay
    let current = network.state
    let state = current.copies
    self.state = state
    pairs = current.keys.sorted().map { (state[$0]!, current[$0]!) }
  }

  /// Takes in the tensors after a step, counted from 1; early steps count for more.
  package func update(step: Int) {
    let share = 1 - min(decay, Double(1 + step) / Double(10 + step))
    withoutGradient {
      for (average, current) in pairs {
        average.assign(average + (current.detached() - average) * share)
      }
    }
  }

  /// Runs `body` with the averages in the network's place.
  package func applied<Result>(_ body: () throws -> Result) rethrows -> Result {
    let own = pairs.map { $0.current.detached().cloned() }
    for pair in pairs { pair.current.assign(pair.average) }
    defer { for (pair, tensor) in zip(pairs, own) { pair.current.assign(tensor) } }
    return try body()
  }
}
