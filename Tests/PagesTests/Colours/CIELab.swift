import Foundation

/// A colour in CIE L*a*b* under D65, where distances are about as large as they look.
struct CIELab: Equatable {
  let l: Double
  let a: Double
  let b: Double

  init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// From red, green and blue in linear light.
  init(linear light: SIMD3<Double>) {
    func root(_ value: Double) -> Double {
      value > 216.0 / 24_389 ? cbrt(value) : (24_389.0 / 27 * value + 16) / 116
    }
    let x = root((light * SIMD3(0.412_456_4, 0.357_576_1, 0.180_437_5)).sum() / 0.950_47)
    let y = root((light * SIMD3(0.212_672_9, 0.715_152_2, 0.072_175_0)).sum())
    let z = root((light * SIMD3(0.019_333_9, 0.119_192_0, 0.950_304_1)).sum() / 1.088_83)
    self.init(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// ΔE of CIEDE2000, by the formulas of Sharma, Wu and Dalal (2005).
  func difference(_ other: CIELab) -> Double {
    func degrees(_ radians: Double) -> Double {
      let angle = radians * 180 / .pi
      return angle < 0 ? angle + 360 : angle
    }
    func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
    func damping(_ chroma: Double) -> Double {
      (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot()
    }
    let stretch = 1 + 0.5 * (1 - damping((hypot(a, b) + hypot(other.a, other.b)) / 2))
    let (a1, a2) = (a * stretch, other.a * stretch)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    let isGrey = c1 * c2 == 0
    let h1 = degrees(atan2(b, a1))
    let h2 = degrees(atan2(other.b, a2))
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let hue = 2 * (c1 * c2).squareRoot() * sin(turn / 2 * .pi / 180)
    let light = (l + other.l) / 2
    let chroma = (c1 + c2) / 2
    var mean = isGrey ? h1 + h2 : (h1 + h2) / 2
    if !isGrey, abs(h1 - h2) > 180 { mean += mean < 180 ? 180 : -180 }
    let t =
      1 - 0.17 * cosine(mean - 30) + 0.24 * cosine(2 * mean) + 0.32 * cosine(3 * mean + 6)
      - 0.2 * cosine(4 * mean - 63)
    let away = (light - 50) * (light - 50)
    let lightTerm = (other.l - l) / (1 + 0.015 * away / (20 + away).squareRoot())
    let chromaTerm = (c2 - c1) / (1 + 0.045 * chroma)
    let hueTerm = hue / (1 + 0.015 * chroma * t)
    let rotation =
      -sin(2 * 30 * exp(-pow((mean - 275) / 25, 2)) * .pi / 180) * 2 * damping(chroma)
    return
      (lightTerm * lightTerm + chromaTerm * chromaTerm + hueTerm * hueTerm
      + rotation * chromaTerm * hueTerm).squareRoot()
  }
}
