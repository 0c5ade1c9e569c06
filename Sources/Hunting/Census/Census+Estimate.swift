package import Vocabulary

extension Census {
  /// Puts together what random draws and the head say of the galaxies nobody has looked at.
  ///
  /// Either bounds what is left; where both do, each at half the risk, the smaller bound holds at the
  /// level.
  ///
  /// - Parameters:
  ///   - found: hunted galaxies among the answered ones.
  ///   - unseen: galaxies that nobody has looked at.
  ///   - level: confidence of the bound, in 0...1.
  package init(
    galaxies: Int, found: Int, unseen: Int, draws: RandomDraws, forecast: HeadForecast?,
    level: Double = 0.95
  ) {
    let each = forecast == nil || draws.draws.isEmpty ? level : (1 + level) / 2
    let bounds = [
      draws.mostLeft(of: unseen, level: each), forecast?.mostLeft(of: unseen, level: each),
    ].compactMap { $0 }
    let most = unseen == 0 ? 0 : bounds.min()
    self.init(
      galaxies: galaxies, found: found, unseen: unseen,
      left: forecast.map { min(Int($0.expected.rounded()), most ?? unseen) }, leftAtMost: most,
      drawn: draws.draws.count, drawnFinds: draws.finds, foretold: forecast?.answers ?? 0,
      confidence: level)
  }
}
