/// Watches how well held-out answers are ordered while a network learns the others.
///
/// The area under the ROC curve, wanted against not, needs no calibration, which a network of a few
/// epochs does not have. The mean over some epochs is looked at: a part of the answers is small.
package struct HeldOutMonitor: Sendable, Equatable {
  /// What went wrong.
  package enum Alert: Sendable, Equatable, CustomStringConvertible {
    /// Held-out answers are ordered no better than by chance.
    case chance(auroc: Double)
    /// They are ordered worse than some epochs ago.
    case fallen(from: Double, to: Double)

    /// The fact with its numbers, as a part of a sentence.
    package var description: String {
      switch self {
      case .chance(let auroc):
        "held-out answers were ordered no better than by chance (AUROC \(Self.text(auroc)))"
      case .fallen(let before, let now):
        "held-out answers were ordered worse and worse (AUROC \(Self.text(before)), then "
          + "\(Self.text(now)))"
      }
    }

    private static func text(_ value: Double) -> String {
      let hundredths = Int((value * 100).rounded())
      return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }
  }

  /// Epochs whose mean is looked at.
  package static let window = 3
  /// A fall by so much is no accident.
  package static let largestFall = 0.2

  private var areas: [Double] = []
  private var best = 0.0

  /// A monitor that has seen no epoch.
  package init() {}

  /// Takes in an epoch; what is wrong over the last few, if anything is.
  ///
  /// - Parameter auroc: nil where the held-out answers are of one kind, which says nothing.
  package mutating func observe(auroc: Double?) -> Alert? {
    guard let auroc else { return nil }
    areas.append(auroc)
    guard areas.count >= Self.window else { return nil }
    let mean = areas.suffix(Self.window).reduce(0, +) / Double(Self.window)
    defer { best = max(best, mean) }
    if mean < best - Self.largestFall { return .fallen(from: best, to: mean) }
    // The first epochs of a slow start are no collapse.
    if mean <= 0.5, areas.count >= 2 * Self.window { return .chance(auroc: mean) }
    return nil
  }
}
