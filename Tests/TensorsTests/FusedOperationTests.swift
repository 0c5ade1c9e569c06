import Tensors
import Testing

/// Pictures [N, C, H, W] to normalise, some kernels of which turn the order of values round.
private struct Shape: CustomTestStringConvertible, Sendable {
  let sizes: [Int]
  let pool: Int
  var testDescription: String { "\(sizes), pool \(pool)" }
}

private let shapes = [
  Shape(sizes: [4, 32, 8, 8], pool: 2), Shape(sizes: [3, 12, 16, 16], pool: 1),
  Shape(sizes: [2, 5, 4, 6], pool: 2), Shape(sizes: [7, 3, 5, 5], pool: 1),
  Shape(sizes: [2, 70, 6, 2], pool: 1), Shape(sizes: [1, 16, 2, 2], pool: 2),
]

/// The operations that the shim adds to libtorch's, against libtorch's own one after the other.
@Suite struct FusedOperationTests {
  /// Output, gradients of input, weight and bias, running mean and variance.
  private func normalized(
    _ shape: Shape, dtype: DType, isFused: Bool, statistics: DType = .float32
  ) throws -> [[Double]] {
    let channels = shape.sizes[1]
    let random = RandomState(seed: 5)
    let start = random.normal(shape.sizes) * 3 + 2
    let x = start.cast(to: dtype).channelsLast().requiringGradient()
    let weight = random.normal([channels]).cast(to: statistics).requiringGradient()
    let bias = random.normal([channels]).cast(to: statistics).requiringGradient()
    let mean = Tensor.zeros([channels], dtype: statistics)
    let variance = Tensor.ones([channels], dtype: statistics)
    let y: Tensor
    if isFused {
      y = x.normalizedRelu(
        weight: weight, bias: bias, runningMean: mean, runningVariance: variance,
        pool: shape.pool, momentum: 0.1, epsilon: 1e-5)
    } else {
      let normed = x.batchNormalized(
        weight: weight, bias: bias, runningMean: mean, runningVariance: variance,
        isTraining: true, momentum: 0.1, epsilon: 1e-5)
      y = normed.relu().maxPooled(shape.pool)
    }
    let direction = RandomState(seed: 6).normal(y.shape).cast(to: dtype)
    (y * direction).sum().backward()
    return try [y, #require(x.gradient), #require(weight.gradient), #require(bias.gradient)]
      .map { $0.detached().cast(to: .float64).array() } + [mean.array64, variance.array64]
  }

  @Test(arguments: shapes)
  fileprivate func normReluAndPoolAgreeWithTheirParts(_ shape: Shape) throws {
    let fused = try normalized(shape, dtype: .float32, isFused: true)
    let parts = try normalized(shape, dtype: .float64, isFused: false, statistics: .float64)
    for (one, other) in zip(fused, parts) {
      let scale = other.reduce(1) { max($0, abs($1)) }
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 2e-5 * scale })
    }
  }

  @Test(arguments: shapes)
  fileprivate func bfloat16IsRoundedOnlyAtItsEnds(_ shape: Shape) throws {
    let half = try normalized(shape, dtype: .bfloat16, isFused: true)
    let full = try normalized(shape, dtype: .float32, isFused: true)
    for (one, other) in zip(half, full) {
      let error = zip(one, other).map { abs($0 - $1) }.reduce(0, +) / Double(one.count)
      let size = other.map(abs).reduce(0, +) / Double(one.count)
      #expect(error < 0.02 * size + 0.01)
    }
  }

  @Test func aNaNIsNotHidden() throws {
    var values = [Float](repeating: 1, count: 64)
    values[7] = .nan
    let x = try Tensor(values, shape: [1, 4, 4, 4]).channelsLast()
    for pool in [1, 2] {
      let y = x.normalizedRelu(
        weight: .ones([4]), bias: .zeros([4]), runningMean: .zeros([4]),
        runningVariance: .ones([4]),
        pool: pool, momentum: 0.1, epsilon: 1e-5)
      #expect(y.sum().item.isNaN)
    }
  }

  @Test(arguments: [1, 2])
  func reluPooledAgreesWithItsParts(_ pool: Int) {
    let x = RandomState(seed: 1).normal([3, 6, 8, 4]).channelsLast()
    let expected = x.relu().maxPooled(pool)
    #expect((x.reluPooled(pool) - expected).magnitude().maximum().item == 0)
  }

  @Test(arguments: [DType.float32, .bfloat16])
  func reluOfConvolutionAgreesWithItsParts(_ dtype: DType) {
    let random = RandomState(seed: 4)
    let x = random.normal([3, 6, 9, 8]).channelsLast().cast(to: dtype)
    let weight = random.normal([8, 6, 4, 4]).cast(to: dtype)
    let bias = random.normal([8]).cast(to: dtype)
    let expected = x.convolved(weight: weight, bias: bias, stride: 2, padding: 1).relu()
    let difference = x.convolvedRelu(weight: weight, bias: bias, stride: 2, padding: 1) - expected
    #expect(difference.magnitude().maximum().item < 1e-4)
    #expect(expected.maximum().item > 1)
  }

  @Test func underAutocastReluOfConvolutionIsRoundedOnlyAtItsEnds() {
    let random = RandomState(seed: 4)
    let x = random.normal([3, 6, 9, 8]).channelsLast()
    let weight = random.normal([8, 6, 4, 4])
    let bias = random.normal([8])
    let expected = x.convolvedRelu(weight: weight, bias: bias, stride: 2, padding: 1)
    let half = inferring {
      autocasting(.bfloat16, on: .cpu) {
        x.convolvedRelu(weight: weight, bias: bias, stride: 2, padding: 1)
      }
    }
    #expect(half.dtype == .bfloat16)
    let difference = (half.cast(to: .float32) - expected).magnitude().maximum().item
    #expect(difference < 0.02 * expected.maximum().item)
  }

  @Test(arguments: [[2, 3, 64, 64], [5, 3, 7, 12], [1, 1, 2, 3]])
  func reconstructionErrorsAgreeWithTheirParts(_ shape: [Int]) {
    let random = RandomState(seed: 7)
    let pictures = random.uniform(shape).channelsLast()
    let redrawn = random.uniform(shape).channelsLast()
    // Other number types take libtorch's way.
    let expected = redrawn.cast(to: .float64).errors(against: pictures.cast(to: .float64))
    let found = redrawn.errors(against: pictures)
    for (one, other) in [(found.plain, expected.plain), (found.weighted, expected.weighted)] {
      let difference = (one.cast(to: .float64) - other).magnitude() / other
      #expect(one.shape == [shape[0]] && difference.maximum().item < 1e-5)
    }
  }

  @Test func upsampledConvolutionAgreesWithItsParts() {
    let random = RandomState(seed: 2)
    let x = random.normal([2, 6, 5, 7]).channelsLast()
    let weight = random.normal([4, 6, 3, 3])
    let bias = random.normal([4])
    let expected = x.upsampled(2).convolved(weight: weight, bias: bias, stride: 1, padding: 1)
    let difference = x.upsampledConvolved(weight: weight, bias: bias) - expected
    #expect(difference.magnitude().maximum().item < 1e-4)
  }

  @Test func affineSamplingAgreesWithTheGridSampler() throws {
    let random = RandomState(seed: 3)
    let x = random.normal([5, 3, 9, 12])
    let moves = random.normal([5, 2, 3]) * 1.5
    // Other number types take libtorch's way.
    let expected = x.cast(to: .float64).affineSampled(moves.cast(to: .float64))
    let difference = x.affineSampled(moves).cast(to: .float64) - expected
    #expect(difference.magnitude().maximum().item < 1e-4)
  }

  @Test func bytesAreLookedUpByChannel() throws {
    let bytes = try Tensor([0, 1, 2, 253, 254, 255] as [UInt8], shape: [1, 1, 2, 3])
    let table = (0..<768).map(Float.init)
    let pictures = bytes.lookedUp(in: try Tensor(table, shape: [3, 256]))
    #expect(pictures.shape == [1, 3, 1, 2])
    #expect(pictures.array(of: Float.self) == [0, 253, 257, 510, 514, 767])
  }
}

@Suite struct NoiseTests {
  private func noise(_ seed: UInt64) -> [Float] {
    let x = Tensor.ones([16, 3, 64, 64]).channelsLast()
    return x.addingNoise(0.5, using: RandomState(seed: seed)).array()
  }

  @Test func itsMomentsAreThoseOfTheNormalDistribution() {
    let z = noise(1).map { (Double($0) - 1) / 0.5 }
    let count = Double(z.count)
    func moment(_ power: Int) -> Double {
      z.reduce(0) { sum, value in sum + (0..<power).reduce(1) { product, _ in product * value } }
        / count
    }
    // Five standard errors of each moment.
    #expect(abs(moment(1)) < 5 / count.squareRoot())
    #expect(abs(moment(2) - 1) < 5 * (2 / count).squareRoot())
    #expect(abs(moment(3)) < 5 * (15 / count).squareRoot())
    #expect(abs(moment(4) - 3) < 5 * (96 / count).squareRoot() + 0.02)
  }

  @Test func itFollowsFromTheSeedAlone() {
    #expect(noise(2) == noise(2))
    #expect(noise(2) != noise(3))
    let threads = Engine.threads
    defer { Engine.threads = threads }
    let many = noise(4)
    Engine.threads = 1
    #expect(noise(4) == many)
  }

  @Test func oneCallIsNotTheNext() {
    let random = RandomState(seed: 5)
    let zeros = Tensor.zeros([64, 3, 8, 8])
    let first = zeros.addingNoise(1, using: random)
    let second = zeros.addingNoise(1, using: random)
    let correlation = (first * second).mean().item
    #expect(abs(correlation) < 5 / Double(64 * 3 * 64).squareRoot())
  }
}

extension Tensor {
  fileprivate var array64: [Double] { cast(to: .float64).array() }
}
