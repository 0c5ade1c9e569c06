public import Foundation
package import Survey

/// A synthetic survey: ten common classes at their natural proportions and a few rare kinds.
public struct SimulatedSky: Sendable {
  /// Seed of the sky; the same seed draws the same galaxies.
  public var seed: UInt64
  /// Pixels on each side of a picture.
  public var size: Int
  /// Share of galaxies of the rare kinds.
  public var anomalyFraction: Double

  /// A sky of pictures of 64 pixels, 3 % of whose galaxies are rare.
  public init(seed: UInt64 = 0, size: Int = 64, anomalyFraction: Double = 0.03) {
    self.seed = seed
    self.size = size
    self.anomalyFraction = anomalyFraction
  }

  /// Draws pictures and a `catalog.csv` into a folder.
  ///
  /// - Parameter isFITS: whether pictures are float cubes of g, r, z in nanomaggies, and not PNG.
  package func write(
    count: Int, to folder: URL, isFITS: Bool = false, activity: Activity = Activity()
  ) throws -> (survey: SimulatedSurvey, seconds: Double) {
    let progress = activity.begin(.simulate, total: count)
    defer { progress.finish() }
    let survey = try SkySimulator(seed: seed, size: size, anomalyFraction: anomalyFraction)
      .write(count: count, to: folder.path, as: isFITS ? .fits : .png) { progress.update($0) }
    return (survey, progress.elapsed)
  }

  /// Draws pictures and a `catalog.csv` into a folder.
  ///
  /// - Parameters:
  ///   - count: how many galaxies.
  ///   - folder: made where there is none.
  ///   - activity: what is told how far the call is.
  /// - Throws: An error where a file can't be written.
  /// - Returns: The number of galaxies of each class.
  @discardableResult
  public func draw(
    _ count: Int, into folder: URL, activity: Activity = Activity()
  ) throws -> [String: Int] {
    try write(count: count, to: folder, activity: activity).survey.classes
  }
}
