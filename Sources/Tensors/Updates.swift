internal import CTorch

/// One Adam step (Kingma & Ba 2015) over all parameters in one call, outside autograd.
///
/// `decoupled` shrinks the weights directly (AdamW, Loshchilov & Hutter 2019); otherwise weight
/// decay joins the gradient, which is the L2 penalty.
package func adamStep(
  parameters: [Tensor], gradients: [Tensor], means: [Tensor], variances: [Tensor], steps: [Tensor],
  rate: Double, beta1: Double, beta2: Double, weightDecay: Double, epsilon: Double, decoupled: Bool
) {
  guard !parameters.isEmpty else { return }
  for others in [gradients, means, variances, steps] where others.count != parameters.count {
    stop("\(#function): \(others.count) tensors for \(parameters.count) parameters")
  }
  func handles(_ tensors: [Tensor]) -> [OpaquePointer?] { tensors.map(\.handle) }
  withExtendedLifetime((parameters, gradients, means, variances, steps)) {
    demand(
      torch.fused_adam(
        handles(parameters), handles(gradients), handles(means), handles(variances),
        handles(steps), Int32(parameters.count), rate, beta1, beta2, weightDecay, epsilon,
        decoupled))
  }
}

/// Scales the gradients so that their joint length is at most `limit`, without waiting for a GPU.
///
/// - Returns: the length before, on the gradients' device.
package func clipGradients(of parameters: [Tensor], to limit: Double) -> Tensor {
  let handles: [OpaquePointer?] = parameters.map(\.handle)
  return withExtendedLifetime(parameters) {
    .make { torch.clip_gradients(handles, Int32(handles.count), limit, $0) }
  }
}
