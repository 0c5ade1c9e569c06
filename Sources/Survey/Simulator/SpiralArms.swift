import Foundation

/// The pattern of spiral arms: ridges along logarithmic spirals θ = cot(pitch) · ln(r / r₀).
///
/// A point's phase ψ is its angle less the winding at its radius; a ridge is a fixed ψ, so arms of
/// unequal strength and spacing cost one look-up.
struct SpiralArms {
  /// Mean of the ridge profile is 1; index is ψ over a turn.
  private let ridges: [Float]
  private static let entries = 512
  let pitch: Float
  /// Where the arms begin, reference pixels.
  let startRadius: Float
  /// How much lumpier than smooth the arms are, 0 to 1.
  let flocculence: Float
  /// Which patch of the texture makes the lumps.
  let patch: SIMD2<Float>
  let phases: [Float]
  /// Cells of the texture a radian of winding: five for each factor e in radius.
  private let lumpScale: Float

  /// Arms at given phases; `width` is the standard deviation of a ridge in radians of ψ.
  init(
    phases: [Float], strengths: [Float], width: Float, pitch: Float, startRadius: Float,
    flocculence: Float, patch: SIMD2<Float>
  ) {
    self.phases = phases
    self.pitch = pitch
    self.startRadius = startRadius
    self.flocculence = flocculence
    self.patch = patch
    lumpScale = 5 * tan(pitch)
    let concentration = 1 / (width * width)
    var ridges = (0...Self.entries).map { entry in
      let phase = Float(entry) / Float(Self.entries) * 2 * .pi
      return zip(phases, strengths).reduce(Float(0)) { sum, arm in
        sum + arm.1 * exp(concentration * (cos(phase - arm.0) - 1))
      }
    }
    let mean = ridges.dropLast().reduce(0, +) / Float(Self.entries)
    for i in ridges.indices { ridges[i] /= mean }
    self.ridges = ridges
  }

  /// Angle the arms have turned through at a radius.
  func winding(_ radius: Float) -> Float {
    log(max(radius, 0.05) / startRadius) / tan(pitch)
  }

  /// Height of the ridges at a phase, radians: 1 on average over a circle.
  @inline(__always)
  func height(_ phase: Float) -> Float {
    let turns = phase * (1 / (2 * .pi))
    let position = (turns - Float(fastFloor(turns))) * Float(Self.entries)
    let entry = min(Int(position), Self.entries - 1)
    let share = position - Float(entry)
    return ridges.withUnsafeBufferPointer { $0[entry] + ($0[entry + 1] - $0[entry]) * share }
  }

  /// Lumps along the arms: 1 on average, never negative.
  @inline(__always)
  func lumps(phase: Float, winding: Float) -> Float {
    let turns = phase * (16 / (2 * .pi))
    let value = Texture.shared.value(turns + patch.x, winding * lumpScale + patch.y)
    return max(0, 1 + flocculence * value)
  }
}
