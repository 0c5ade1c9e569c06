import Foundation

/// The kernel with which a picture is resampled, widened when shrinking so that nothing aliases.
package enum ResamplingFilter: String, CaseIterable, Sendable {
  /// Average over the covered area: conserves flux, never rings around bright stars.
  case area
  /// Windowed sinc with three lobes: sharper, with slight overshoot at hard edges.
  case lanczos

  /// Half the kernel's width, in source pixels at scale 1.
  var support: Double {
    switch self {
    case .area: 0.5
    case .lanczos: 3
    }
  }

  /// The kernel's value at a distance in source pixels.
  func value(at distance: Double) -> Double {
    switch self {
    case .area: distance > -0.5 && distance <= 0.5 ? 1 : 0
    case .lanczos: abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0
    }
  }

  private func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(.pi * x) / (.pi * x)
  }
}
