import Foundation

/// The pattern of spiral arms: ridges along logarithmic spirals θ = cot(pitch) · ln(r / r₀).
///
/// A point's phase ψ is its angle less the winding at its radius; a ridge is a fixed ψ, so arms of
/// unequal strength and spacing cost one look-up. Real arms are no perfect spirals: theirs bend a
/// little, fade and swell, and break into spurs.
struct SpiralArms {
  /// Mean of the ridge profile is 1; index is ψ over a turn.
  private let ridges: [Float]
  private static let entries = 512
  let pitch: Float
  /// Where the arms begin, reference pixels.
  let startRadius: Float
  /// How much lumpier than smooth the arms are, 0 to about 1.
  let flocculence: Float
  /// Which patch of the texture makes the lumps.
  let patch: SIMD2<Float>
  let phases: [Float]
  /// How far the ridges stray from perfect spirals, radians.
  let straying: Float
  /// Cells of the texture a radian of winding: five for each factor e in radius.
  private let lumpScale: Float

  /// Arms at given phases; `width` is the standard deviation of a ridge in radians of ψ.
  init(
    phases: [Float], strengths: [Float], width: Float, pitch: Float, startRadius: Float,
    flocculence: Float, patch: SIMD2<Float>, straying: Float = 0
  ) {
    self.phases = phases
    self.pitch = pitch
    self.startRadius = startRadius
    self.flocculence = flocculence
    self.patch = patch
    self.straying = straying
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
    let turns = log(max(radius, 0.05) / startRadius)
    return turns / tan(pitch) + straying * sin(4 * turns + patch.x)
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

  /// Star clouds along the arms and gaps between them: 1 on average, never negative.
  @inline(__always)
  func lumps(phase: Float, winding: Float) -> Float {
    let turns = phase * (16 / (2 * .pi))
    let along = winding * lumpScale
    let coarse = Texture.shared.value(turns + patch.x, along + patch.y)
    let fine = Texture.shared.value(2 * turns + patch.y, 2 * along + patch.x)
    return max(0, 1 + flocculence * (0.8 * coarse + 0.6 * fine))
  }
}
