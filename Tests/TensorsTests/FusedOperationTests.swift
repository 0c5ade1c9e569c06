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

  /// Fast loops take even sides in windows of two; other pictures take libtorch's way.
  @Test(arguments: [Float.nan, .infinity], [DType.float32, .bfloat16])
  func aNormDoesNotHideWhatIsNoNumber(_ fault: Float, _ dtype: DType) throws {
    for (side, pool) in [(4, 1), (4, 2), (5, 2), (6, 3)] {
      for place in 0..<side * side {
        var values = (0..<2 * side * side).map { Float($0 % 7) }
        // Of the second channel.
        values[side * side + place] = fault
        let x = try Tensor(values, shape: [1, 2, side, side]).channelsLast().cast(to: dtype)
        let mean = Tensor.zeros([2])
        let variance = Tensor.ones([2])
        let y = x.normalizedRelu(
          weight: .ones([2]), bias: .zeros([2]), runningMean: mean, runningVariance: variance,
          pool: pool, momentum: 0.1, epsilon: 1e-5
        ).cast(to: .float32)
        let found = y.array(of: Float.self)
        #expect(found.prefix(found.count / 2).allSatisfy { $0.isFinite })
        #expect(found.suffix(found.count / 2).allSatisfy { $0.isNaN }, "side \(side), pool \(pool)")
        #expect(!mean.array(of: Float.self)[1].isFinite)
        #expect(variance.array(of: Float.self)[1].isNaN)
      }
    }
  }

  /// As above; where gradients are wanted, libtorch's way is taken too.
  @Test(arguments: [DType.float32, .bfloat16], [false, true])
  func aWindowWithANaNIsNaN(_ dtype: DType, _ wantsGradient: Bool) throws {
    for (side, pool) in [(4, 1), (4, 2), (5, 2), (6, 3)] {
      for place in 0..<side * side {
        // Some NaN in each place of a window, and beside it what is larger and what is smaller.
        var values = (0..<2 * side * side).map { Float($0 % 5) - 2 }
        values[side * side + place] = .nan
        let x = try Tensor(values, shape: [1, 2, side, side]).channelsLast().cast(to: dtype)
        let y = x.requiringGradient(wantsGradient).reluPooled(pool)
        let windows = side / pool
        let (row, column) = (place / side / pool, place % side / pool)
        let isWithin = row < windows && column < windows
        for (index, value) in y.detached().cast(to: .float32).array(of: Float.self).enumerated() {
          let isHit = isWithin && index == windows * windows + row * windows + column
          #expect(value.isNaN == isHit, "side \(side), pool \(pool), place \(place)")
        }
      }
    }
  }

  /// A float32 NaN of which rounding to bfloat16 would make a number.
  @Test func bfloat16KeepsEveryNaN() throws {
    for bits in [0x7fff_ffff, 0xffff_ffff, 0x7fc0_0000, 0x7f80_0001] as [UInt32] {
      let fault = try Tensor([Float(bitPattern: bits)], shape: [1])
      for pool in [1, 2] {
        let y = RandomState(seed: 1).normal([1, 1, 2, 2]).channelsLast().cast(to: .bfloat16)
          .normalizedRelu(
            weight: fault, bias: .zeros([1]), runningMean: .zeros([1]),
            runningVariance: .ones([1]), pool: pool, momentum: 0.1, epsilon: 1e-5)
        #expect(y.cast(to: .float32).array(of: Float.self).allSatisfy { $0.isNaN })
      }
    }
  }

  /// What a network is made of after a training that diverged.
  @Test(arguments: [DType.float32, .bfloat16], [false, true])
  func reluOfConvolutionDoesNotHideANetworksNaN(_ dtype: DType, _ isInBias: Bool) throws {
    let x = RandomState(seed: 1).normal([2, 3, 6, 6]).channelsLast().cast(to: dtype)
    var kernels = [Float](repeating: 0.5, count: 2 * 27)
    var bias: [Float] = [0, 0]
    if isInBias { bias[1] = .nan } else { kernels[30] = .nan }
    let y = x.convolvedRelu(
      weight: try Tensor(kernels, shape: [2, 3, 3, 3]).cast(to: dtype),
      bias: try Tensor(bias, shape: [2]).cast(to: dtype), stride: 1, padding: 0)
    let channels = y.permuted(1, 0, 2, 3).cast(to: .float32).array(of: Float.self)
    #expect(channels.count == 64)
    #expect(channels.prefix(32).allSatisfy { $0.isFinite })
    #expect(channels.suffix(32).allSatisfy { $0.isNaN })
  }

  @Test func strangeTransformsStayWithinThePicture() throws {
    let x = RandomState(seed: 1).uniform([1, 3, 8, 8])
    for fault in [Float.nan, .infinity, -.infinity, 1e30, -1e30, 1e9, .greatestFiniteMagnitude] {
      for place in 0..<6 {
        var numbers: [Float] = [1, 0, 0, 0, 1, 0]
        numbers[place] = fault
        let y = x.affineSampled(try Tensor(numbers, shape: [1, 2, 3]))
        #expect(y.array(of: Float.self).allSatisfy { $0 >= 0 && $0 <= 1 }, "\(numbers)")
      }
    }
  }

  /// Statistics that lie apart in memory are read and written where they lie.
  @Test(arguments: [1, 2])
  func normReluTakesStatisticsThatLieApart(_ pool: Int) throws {
    let x = RandomState(seed: 3).normal([2, 4, 4, 4]).channelsLast()
    let both = RandomState(seed: 4).uniform([4, 8]) + 0.5
    func outcome(_ part: (Int) -> Tensor) -> [[Float]] {
      let parts = (0..<4).map(part)
      let y = x.normalizedRelu(
        weight: parts[0], bias: parts[1], runningMean: parts[2], runningVariance: parts[3],
        pool: pool, momentum: 0.1, epsilon: 1e-5)
      return [y.array(), parts[2].array(), parts[3].array()]
    }
    let together = outcome { both.sliced(1, $0..<$0 + 1).reshaped(4).cloned() }
    let table = both.cloned()
    let apart = outcome { table.sliced(1, $0..<$0 + 1).reshaped(4) }
    for (one, other) in zip(together, apart) {
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    // The other columns are as they were.
    #expect(
      table.sliced(1, 4..<8).array(of: Float.self) == both.sliced(1, 4..<8).array(of: Float.self))
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
