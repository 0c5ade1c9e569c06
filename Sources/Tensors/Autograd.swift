internal import CTorch

extension Tensor {
  /// Marks a leaf as one whose gradient is wanted; returns itself.
  @discardableResult
  package func requiringGradient(_ value: Bool = true) -> Tensor {
    demand(torch.set_requires_grad(handle, value))
    return self
  }

  /// Adds d(self)/d(leaf) to the gradient of every leaf behind this scalar.
  package func backward() { demand(torch.backward(handle)) }

  /// The gradient gathered so far, if any.
  package var gradient: Tensor? {
    var out: OpaquePointer?
    demand(torch.grad(handle, &out))
    return out.map { Tensor($0) }
  }

  /// Forgets the gradient gathered so far.
  package func clearGradient() { demand(torch.clear_grad(handle)) }

  /// d(self)/d(input) for each input, leaving the leaves' gradients alone.
  package func gradients(of inputs: [Tensor], keepingGraph: Bool = false) -> [Tensor] {
    let handles: [OpaquePointer?] = inputs.map(\.handle)
    var out = [OpaquePointer?](repeating: nil, count: inputs.count)
    withExtendedLifetime(inputs) {
      demand(torch.gradients(handle, handles, Int32(handles.count), keepingGraph, &out))
    }
    return out.map { Tensor($0!) }
  }
}

/// Runs `body` without recording for autograd.
package func withoutGradient<Result>(_ body: () throws -> Result) rethrows -> Result {
  var previous = true
  demand(torch.set_grad_enabled(false, &previous))
  defer {
    var ignored = false
    demand(torch.set_grad_enabled(previous, &ignored))
  }
  return try body()
}

/// Runs `body` in inference mode: no graph, no version counters; its tensors never meet autograd.
package func inferring<Result>(_ body: () throws -> Result) rethrows -> Result {
  var guardHandle: OpaquePointer?
  demand(torch.inference_begin(&guardHandle))
  defer { torch.inference_end(guardHandle) }
  return try body()
}

/// Runs `body` with convolutions and matrix products in the given precision.
///
/// Nested calls count: a float32 part inside a bfloat16 one is computed in float32.
package func autocasting<Result>(
  _ precision: Precision, on device: Device, _ body: () throws -> Result
) rethrows -> Result {
  var previous = false
  let isHalf = precision.resolved(on: device) == .bfloat16
  demand(torch.autocast_begin(device.number, isHalf, &previous))
  defer { demand(torch.autocast_end(device.number, previous)) }
  return try body()
}
