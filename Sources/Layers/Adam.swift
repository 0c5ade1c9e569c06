package import Tensors

/// Adam with an L2 penalty (or AdamW's decoupled decay) on the kernels and matrices only.
///
/// Biases, batch norms and other vectors are never decayed. Kingma & Ba, "Adam: a method for
/// stochastic optimization", 2015, algorithm 1; Loshchilov & Hutter, "Decoupled weight decay
/// regularization", 2019, algorithm 2.
package final class Adam {
  fileprivate struct Group {
    var names: [String] = []
    var parameters: [Tensor] = []
    var means: [Tensor] = []
    var variances: [Tensor] = []
    var steps: [Tensor] = []
    var weightDecay = 0.0
  }

  private var groups: [Group]
  private let beta1 = 0.9
  private let beta2 = 0.999
  private let epsilon = 1e-8
  private let isDecoupled: Bool
  /// Every parameter that is learned.
  package let parameters: [Tensor]

  /// An optimizer for all parameters of `module`.
  package init(_ module: any Module, weightDecay: Double = 0, isDecoupled: Bool = false) {
    let named = module.allParameters
    parameters = named.map(\.tensor)
    self.isDecoupled = isDecoupled
    var decayed = Group(weightDecay: weightDecay)
    var free = Group()
    for (name, parameter) in named {
      if parameter.rank > 1 { decayed.add(name, parameter) } else { free.add(name, parameter) }
    }
    groups = [decayed, free]
  }

  /// Moments and step counts as `mean.`, `variance.` and `step.` before the parameters' names.
  ///
  /// An optimizer that is given them with `overwrite(from:)` goes on as this one would.
  package var state: [String: Tensor] {
    var all: [String: Tensor] = [:]
    for group in groups {
      for (index, name) in group.names.enumerated() {
        all["mean." + name] = group.means[index]
        all["variance." + name] = group.variances[index]
        all["step." + name] = group.steps[index]
      }
    }
    return all
  }

  /// Updates every parameter that has a gradient, then forgets the gradients.
  ///
  /// - Parameter limit: the joint gradient is first shortened to this length.
  /// - Returns: the joint gradient's length before, on the device.
  @discardableResult
  package func step(rate: Double, clippingTo limit: Double) -> Tensor {
    let norm = clipGradients(of: parameters, to: limit)
    for group in groups {
      var chosen: [(index: Int, gradient: Tensor)] = []
      for (index, parameter) in group.parameters.enumerated() {
        if let gradient = parameter.gradient { chosen.append((index, gradient)) }
      }
      adamStep(
        parameters: chosen.map { group.parameters[$0.index] },
        gradients: chosen.map(\.gradient),
        means: chosen.map { group.means[$0.index] },
        variances: chosen.map { group.variances[$0.index] },
        steps: chosen.map { group.steps[$0.index] },
        rate: rate, beta1: beta1, beta2: beta2, weightDecay: group.weightDecay, epsilon: epsilon,
        decoupled: isDecoupled)
    }
    for parameter in parameters { parameter.clearGradient() }
    return norm
  }
}

extension Adam.Group {
  mutating func add(_ name: String, _ parameter: Tensor) {
    names.append(name)
    let zeros = withoutGradient { parameter.detached() * 0 }
    parameters.append(parameter)
    means.append(zeros)
    variances.append(zeros.cloned())
    steps.append(.zeros([], device: parameter.device))
  }
}
