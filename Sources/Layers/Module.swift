package import Tensors

/// A part of a network: its own tensors, and the parts below it.
///
/// Names are joined with dots, as in PyTorch, so that `encoder.0.weight` means the same in both.
package protocol Module: AnyObject {
  /// Learned tensors of this part alone.
  var parameters: [(name: String, tensor: Tensor)] { get }
  /// Tensors that are kept but not learned, such as running statistics.
  var buffers: [(name: String, tensor: Tensor)] { get }
  /// The parts below.
  var children: [(name: String, module: any Module)] { get }
}

extension Module {
  /// None, unless a part says otherwise.
  package var parameters: [(name: String, tensor: Tensor)] { [] }
  /// None, unless a part says otherwise.
  package var buffers: [(name: String, tensor: Tensor)] { [] }
  /// None, unless a part says otherwise.
  package var children: [(name: String, module: any Module)] { [] }

  /// Every learned tensor, with its full name, in a fixed order.
  package var allParameters: [(name: String, tensor: Tensor)] {
    parameters
      + children.flatMap { child in
        child.module.allParameters.map { ("\(child.name).\($0.name)", $0.tensor) }
      }
  }

  /// Every learned and kept tensor by full name: what a checkpoint holds.
  package var state: [String: Tensor] {
    var all: [String: Tensor] = [:]
    for (name, tensor) in allParameters + allBuffers { all[name] = tensor }
    return all
  }

  private var allBuffers: [(name: String, tensor: Tensor)] {
    buffers
      + children.flatMap { child in
        child.module.allBuffers.map { ("\(child.name).\($0.name)", $0.tensor) }
      }
  }

  /// Number of learned numbers.
  package var parameterCount: Int { allParameters.reduce(0) { $0 + $1.tensor.count } }

  /// Overwrites every tensor with its namesake in `saved`.
  ///
  /// - Throws: `LayerError.checkpoint` where a tensor is missing or has another shape; nothing is
  ///   overwritten then.
  package func load(_ saved: [String: Tensor]) throws(LayerError) {
    try state.overwrite(from: saved)
  }

  /// Copies of all tensors, to come back to later with `load`.
  package func snapshot() -> [String: Tensor] { state.copies }
}

/// What goes wrong with networks that come from outside the program.
package enum LayerError: Error, Equatable, CustomStringConvertible {
  /// A checkpoint that does not hold this network.
  case checkpoint(String)

  /// What the checkpoint lacks, and what to do.
  package var description: String {
    switch self {
    case .checkpoint(let what):
      "the stored model cannot be used: \(what)"
    }
  }
}
