import Store
import Survey

/// Lets cutouts of one kind pass: a hunt's models see pictures of one size and format.
struct ShapeGate {
  private var expected: CutoutShape?
  private var isHunts: Bool

  /// A gate for a hunt that holds cutouts of this shape, or none yet.
  init(hunt shape: CutoutShape?) {
    expected = shape
    isHunts = shape != nil
  }

  /// Those that fit the hunt or, where it is empty, the first of them all.
  ///
  /// - Throws: `HuntError.otherCutouts` when the first one already does not fit the hunt, since the
  ///   others will not either.
  mutating func admit(
    _ galaxies: [NewGalaxy]
  ) throws(HuntError) -> (galaxies: [NewGalaxy], rejections: [Rejection]) {
    var admitted: [NewGalaxy] = []
    var rejections: [Rejection] = []
    for galaxy in galaxies {
      let shape = galaxy.cutout.shape
      if shape == expected ?? shape {
        expected = shape
        isHunts = false
        admitted.append(galaxy)
      } else if isHunts, let expected {
        throw .otherCutouts(
          stored: "\(expected)", found: "\(shape)", source: galaxy.facts.source)
      } else {
        rejections.append(
          Rejection(
            source: galaxy.facts.source,
            reason: .row(
              "its cutout is \(shape), and those before it are \(expected ?? shape); one "
                + "hunt has one kind")))
      }
    }
    return (admitted, rejections)
  }
}
