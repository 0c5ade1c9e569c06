import Foundation

/// A colour of a screen, and what eyes of several kinds make of it.
struct Colour: Equatable {
  /// Red, green and blue in linear light, 0 to 1.
  let linear: SIMD3<Double>

  /// A colour from `#rrggbb`.
  init?(hex: some StringProtocol) {
    guard hex.count == 7, hex.hasPrefix("#"), let value = Int(hex.dropFirst(), radix: 16) else {
      return nil
    }
    self.init(
      encoded: SIMD3(Double(value >> 16), Double(value >> 8 & 255), Double(value & 255)) / 255)
  }

  /// A colour from sRGB values of 0 to 1, as a page states them.
  init(encoded: SIMD3<Double>) {
    linear = SIMD3(
      Self.decoded(encoded.x), Self.decoded(encoded.y), Self.decoded(encoded.z))
  }

  private init(linear: SIMD3<Double>) {
    self.linear = linear.clamped(lowerBound: .zero, upperBound: .one)
  }

  /// sRGB values of 0 to 1.
  var encoded: SIMD3<Double> {
    SIMD3(Self.encoded(linear.x), Self.encoded(linear.y), Self.encoded(linear.z))
  }

  /// So much of `other` mixed in as CSS's `color-mix(in srgb, …)` does.
  func mixed(with other: Colour, share: Double) -> Colour {
    Colour(encoded: encoded + (other.encoded - encoded) * share)
  }

  /// Contrast of two colours by WCAG 2.2: 1 to 21.
  func contrast(_ other: Colour) -> Double {
    let (a, b) = (luminance + 0.05, other.luminance + 0.05)
    return max(a, b) / min(a, b)
  }

  private var luminance: Double { (linear * SIMD3(0.2126, 0.7152, 0.0722)).sum() }

  private static func decoded(_ value: Double) -> Double {
    value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Double) -> Double {
    value <= 0.003_130_8 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
  }
}

/// Kinds of colour vision, the blind ones in full: Machado, Oliveira and Fernandes (2009), severity 1.
enum ColourVision: CaseIterable {
  case usual
  case protanopia
  case deuteranopia
  case tritanopia

  private var rows: [SIMD3<Double>] {
    switch self {
    case .usual: [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    case .protanopia:
      [
        SIMD3(0.152286, 1.052583, -0.204868), SIMD3(0.114503, 0.786281, 0.099216),
        SIMD3(-0.003882, -0.048116, 1.051998),
      ]
    case .deuteranopia:
      [
        SIMD3(0.367322, 0.860646, -0.227968), SIMD3(0.280085, 0.672501, 0.047413),
        SIMD3(-0.011820, 0.042940, 0.968881),
      ]
    case .tritanopia:
      [
        SIMD3(1.255528, -0.076749, -0.178779), SIMD3(-0.078411, 0.930809, 0.147602),
        SIMD3(0.004733, 0.691367, 0.303900),
      ]
    }
  }

  /// What is seen of a colour, in CIE L*a*b* under D65.
  func seen(_ colour: Colour) -> CIELab {
    let rows = rows
    let light = SIMD3(
      (rows[0] * colour.linear).sum(), (rows[1] * colour.linear).sum(),
      (rows[2] * colour.linear).sum()
    ).clamped(lowerBound: .zero, upperBound: .one)
    return CIELab(linear: light)
  }
}
