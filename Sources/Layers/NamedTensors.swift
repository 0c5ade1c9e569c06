package import Tensors

/// Tensors by name: a network's, an optimizer's, or those of a file.
extension [String: Tensor] {
  /// Overwrites every tensor with its namesake in `saved`.
  ///
  /// - Throws: `LayerError.checkpoint` where a tensor is missing, is one too many, or has another
  ///   shape or type; nothing is overwritten then.
  package func overwrite(from saved: [String: Tensor]) throws(LayerError) {
    let pairs = sorted { $0.key < $1.key }
    for (name, tensor) in pairs {
      guard let source = saved[name] else {
        throw .checkpoint("it lacks the tensor '\(name)'")
      }
      guard source.shape == tensor.shape else {
        throw .checkpoint(
          "its tensor '\(name)' has shape \(source.shape), this model wants \(tensor.shape)")
      }
      guard source.dtype == tensor.dtype else {
        throw .checkpoint(
          "its tensor '\(name)' is \(source.dtype.safetensorsName), this model wants "
            + tensor.dtype.safetensorsName)
      }
    }
    if let extra = saved.keys.filter({ self[$0] == nil }).min() {
      throw .checkpoint("this model has no tensor '\(extra)'")
    }
    for (name, tensor) in pairs {
      if let source = saved[name] { tensor.assign(source) }
    }
  }

  /// Copies with memory of their own.
  package var copies: [String: Tensor] { mapValues { $0.detached().cloned() } }

  /// The same tensors under longer names.
  package func prefixed(_ prefix: String) -> [String: Tensor] {
    .init(uniqueKeysWithValues: map { (prefix + $0.key, $0.value) })
  }

  /// The tensors whose names begin so, without that beginning.
  package func unprefixed(_ prefix: String) -> [String: Tensor] {
    .init(
      uniqueKeysWithValues: filter { $0.key.hasPrefix(prefix) }.map {
        (String($0.key.dropFirst(prefix.count)), $0.value)
      })
  }

  /// The first tensor by name that holds a number which is not finite, nil where all are.
  package var nameOfNotFinite: String? {
    areFinite
      ? nil : sorted { $0.key < $1.key }.first { name, tensor in ![name: tensor].areFinite }?.key
  }

  /// Whether every number of all tensors is finite; waits for the device once.
  package var areFinite: Bool {
    withoutGradient {
      // Nothing but zeros is left of finite numbers, and NaN of the others.
      let zeros = values.map { ($0.detached().cast(to: .float32) * 0).sum() }
      return zeros.isEmpty || zeros.dropFirst().reduce(zeros[0], +).item == 0
    }
  }
}
