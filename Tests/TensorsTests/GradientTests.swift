import Tensors
import Testing

/// A differentiable operation and an input it is smooth at.
private struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let shape: [Int]
  let body: @Sendable (Tensor) -> Tensor
  var testDescription: String { name }

  init(_ name: String, _ shape: [Int] = [3, 4], _ body: @escaping @Sendable (Tensor) -> Tensor) {
    self.name = name
    self.shape = shape
    self.body = body
  }
}

private func weights(_ shape: [Int]) -> Tensor {
  RandomState(seed: 77).normal(shape).cast(to: .float64)
}

private let cases: [Case] = [
  Case("exp") { $0.exp() },
  Case("log") { ($0.square() + 1).log() },
  Case("square root") { ($0.square() + 1).squareRoot() },
  Case("magnitude") { $0.magnitude() },
  Case("tanh") { $0.tanh() },
  Case("asinh") { $0.asinh() },
  Case("sigmoid") { $0.sigmoid() },
  Case("relu") { $0.relu() },
  Case("relu in place") { ($0 * 1).reluInPlace() },
  Case("silu") { $0.silu() },
  Case("softplus") { $0.softplus() },
  Case("clamped") { $0.clamped(-0.7, 0.7) },
  Case("negative") { -$0 },
  Case("sum of products") { $0 * $0 + $0 },
  Case("difference and quotient") { ($0 - 2) / ($0.square() + 1) },
  Case("scalar product") { $0 * 3 / 2 },
  Case("mean") { $0.mean(1) },
  Case("maximum") { $0.maximum(1) },
  Case("variance") { $0.variance(0) },
  Case("softmax") { $0.softmax(1) },
  Case("log softmax") { $0.logSoftmax(1) },
  Case("reshape, permute, slice") { $0.reshaped(4, 3).permuted(1, 0).sliced(1, 1..<3) },
  Case("concatenate, flip") { Tensor.concatenated([$0, $0 * 2], along: 0).flipped(1) },
  Case("select") { $0.selected(0, Tensor.range(2)) },
  Case("gather") { $0.gathered(1, Tensor.zeros([3, 1], dtype: .int64)) },
  Case("matrix product") { $0.matmul(weights([4, 2])) },
  Case("linear") { $0.linear(weight: weights([2, 4]), bias: weights([2])) },
  Case("convolution", [2, 3, 6, 6]) {
    $0.convolved(weight: weights([4, 3, 3, 3]), bias: weights([4]), stride: 2, padding: 1)
  },
  Case("convolution's kernels", [4, 3, 3, 3]) {
    weights([2, 3, 5, 5]).convolved(weight: $0, bias: nil, stride: 1, padding: 1)
  },
  Case("batch norm in training", [3, 2, 4, 4]) {
    $0.batchNormalized(
      weight: weights([2]), bias: weights([2]),
      runningMean: .zeros([2], dtype: .float64), runningVariance: .ones([2], dtype: .float64),
      isTraining: true, momentum: 0.1, epsilon: 1e-5)
  },
  Case("max pool", [1, 2, 4, 4]) { $0.maxPooled(2) },
  Case("average pool", [1, 2, 4, 4]) { $0.averagePooled(3, stride: 1, padding: 1) },
  Case("upsample", [1, 2, 3, 3]) { $0.upsampled(2) },
  Case("upsampled convolution", [1, 2, 3, 4]) {
    $0.upsampledConvolved(weight: weights([3, 2, 3, 3]), bias: weights([3]))
  },
  Case("upsampled convolution's kernels", [3, 2, 3, 3]) {
    weights([1, 2, 3, 4]).upsampledConvolved(weight: $0, bias: nil)
  },
  Case("norm, relu and pool", [3, 2, 4, 4]) {
    $0.normalizedRelu(
      weight: weights([2]), bias: weights([2]),
      runningMean: .zeros([2], dtype: .float64), runningVariance: .ones([2], dtype: .float64),
      pool: 2, momentum: 0.1, epsilon: 1e-5)
  },
  Case("relu of a convolution", [1, 2, 4, 4]) {
    $0.convolvedRelu(weight: weights([3, 2, 3, 3]), bias: weights([3]), stride: 1, padding: 1)
  },
  Case("relu and pool", [1, 2, 4, 4]) { ($0 * 1).reluPooled(2) },
  Case("plain reconstruction error", [2, 3, 6, 5]) {
    $0.errors(against: RandomState(seed: 2).uniform([2, 3, 6, 5]).cast(to: $0.dtype)).plain
  },
  Case("weighted reconstruction error", [2, 3, 6, 5]) {
    $0.errors(against: RandomState(seed: 2).uniform([2, 3, 6, 5]).cast(to: $0.dtype)).weighted
  },
  Case("added noise", [2, 3, 2, 2]) { $0.addingNoise(0.1, using: RandomState(seed: 1)) },
  Case("affine sampling", [1, 2, 5, 5]) {
    let turn = try! Tensor([0.8, -0.5, 0.05, 0.5, 0.8, -0.1] as [Double], shape: [1, 2, 3])
    return $0.affineSampled(turn)
  },
]

@Suite struct GradientTests {
  /// Central differences in float64 against autograd, every input element.
  @Test(arguments: cases)
  fileprivate func agreesWithCentralDifferences(_ example: Case) throws {
    let start: [Double] = RandomState(seed: 3).normal(example.shape).cast(to: .float64).array()
    func loss(_ x: Tensor) -> Tensor {
      let y = example.body(x)
      return (y * weights(y.shape)).sum()
    }
    let x = try Tensor(start, shape: example.shape).requiringGradient()
    loss(x).backward()
    let gradient: [Double] = try #require(x.gradient).array()
    let step = 1e-6
    for i in start.indices {
      var up = start
      var down = start
      up[i] += step
      down[i] -= step
      let high = loss(try Tensor(up, shape: example.shape)).item
      let low = loss(try Tensor(down, shape: example.shape)).item
      let numeric = (high - low) / (2 * step)
      #expect(abs(numeric - gradient[i]) < 1e-5 * max(1, abs(numeric)), "element \(i)")
    }
  }

  @Test func nothingIsRecordedWhereNoGradientIsWanted() throws {
    let x = try Tensor([1, 2] as [Float], shape: [2]).requiringGradient()
    let y = withoutGradient { (x * x).sum() }
    let z = (x * 3).sum() + y
    z.backward()
    #expect(try #require(x.gradient).array(of: Float.self) == [3, 3])
    x.clearGradient()
    #expect(x.gradient == nil)
  }

  @Test func clippingKeepsDirection() throws {
    let x = try Tensor([3, 4] as [Float], shape: [2]).requiringGradient()
    (x.square().sum() * 0.5).backward()
    #expect(abs(clipGradients(of: [x], to: 1).item - 5) < 1e-5)
    let clipped: [Float] = try #require(x.gradient).array()
    #expect(abs(clipped[0] - 0.6) < 1e-4 && abs(clipped[1] - 0.8) < 1e-4)
  }
}
