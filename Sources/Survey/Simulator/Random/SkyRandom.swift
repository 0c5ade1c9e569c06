import Foundation

/// A seeded xoshiro256++ generator: one independent stream for each (seed, galaxy, purpose).
///
/// The state is filled by SplitMix64, as the authors of xoshiro advise (Blackman & Vigna 2021), so
/// that neighbouring galaxies share nothing.
package struct SkyRandom: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of one galaxy; different `purpose` values give unrelated streams.
  package init(seed: UInt64, galaxy: Int = 0, purpose: UInt64 = 0) {
    var key = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    key = Self.mix(key ^ Self.mix(UInt64(bitPattern: Int64(galaxy)) &+ 0xD1B5_4A32_D192_ED03))
    key = Self.mix(key ^ Self.mix(purpose &+ 0x8CB9_2BA7_2F3D_8DD7))
    func word(_ step: UInt64) -> UInt64 { Self.mix(key &+ step &* 0x9E37_79B9_7F4A_7C15) }
    state = (word(1), word(2), word(3), word(4))
  }

  /// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  @inline(__always)
  package mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = ((sum << 23) | (sum >> 41)) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }
}

extension SkyRandom {
  /// A uniform deviate in [0, 1) with 24 random bits, all that a `Float` holds.
  @inline(__always)
  package mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A uniform deviate between two bounds.
  package mutating func uniform(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A normal deviate of mean 0 and variance 1.
  @inline(__always)
  package mutating func normal() -> Float { Ziggurat.shared.normal(using: &self) }

  /// A normal deviate that is drawn again until it lies in `range`, when one is given.
  package mutating func normal(
    _ mean: Float, _ deviation: Float, in range: ClosedRange<Float>? = nil
  ) -> Float {
    while true {
      let value = mean + deviation * Ziggurat.shared.normal(using: &self)
      if range?.contains(value) ?? true { return value }
    }
  }

  /// Whether an event of this probability happens.
  package mutating func chance(_ probability: Float) -> Bool { uniform() < probability }

  /// An angle in [0, 2π), in radians.
  package mutating func angle() -> Float { uniform() * 2 * .pi }

  /// −1 or 1.
  package mutating func sign() -> Float { next() >> 63 == 0 ? 1 : -1 }

  /// The index of one of several weighted outcomes.
  package mutating func pick(_ weights: [Float]) -> Int {
    var left = uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.count - 1
  }

  /// A Poisson deviate: Knuth's product below a mean of 40, the rounded normal limit above.
  @inline(__always)
  package mutating func poisson(_ mean: Float) -> Float {
    guard mean < 40 else {
      let value = mean + mean.squareRoot() * Ziggurat.shared.normal(using: &self)
      return value > 0 ? Float(Int32(value + 0.5)) : 0
    }
    guard mean > 0 else { return 0 }
    let limit = exp(-mean)
    var product = uniform()
    var count: Float = 0
    while product > limit {
      product *= uniform()
      count += 1
    }
    return count
  }
}
