private import Foundation

extension Embedder {
  /// Pictures on the way from each galaxy to its partner, as a person is shown them.
  ///
  /// The latent means of both are taken back through the flow to its base space, where the survey is
  /// N(0, I). There the way is an arc, since a straight line would pass through the middle, where
  /// galaxies of many dimensions hardly ever lie (White, "Sampling generative networks", 2016). Every
  /// point of it goes through the flow and the decoder. The first and the last are what `reconstruct`
  /// gives, to rounding.
  ///
  /// - Parameters:
  ///   - first: where the ways begin.
  ///   - second: where they end; as many.
  ///   - steps: pictures of each way, its ends included; two or more.
  /// - Returns: `first.count × steps` pictures, way by way.
  /// - Throws: `ModelError.cutoutSize` or `.cutoutFormat` where the model learned from others.
  package func between(
    _ first: any CutoutSource, _ second: any CutoutSource, steps: Int
  ) throws -> CutoutSet {
    precondition(first.count == second.count && steps > 1, "each way has two ends")
    let ends = (try bases(of: first), try bases(of: second))
    let ways = zip(ends.0, ends.1).flatMap { start, end in
      (0..<steps).map { Self.arc(start, end, share: Double($0) / Double(steps - 1)) }
    }
    return try drawn(bases: ways)
  }

  /// The point at a share of the arc from one vector to another; on the line where they are parallel.
  static func arc(_ start: [Float], _ end: [Float], share: Double) -> [Float] {
    func dot(_ a: [Float], _ b: [Float]) -> Double {
      zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let lengths = (dot(start, start) * dot(end, end)).squareRoot()
    let angle = lengths > 0 ? acos(max(-1, min(1, dot(start, end) / lengths))) : 0
    var weights = (1 - share, share)
    // An arc between opposite ends is not one but many.
    if sin(angle) > 1e-4 {
      weights = (sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle))
    }
    return zip(start, end).map { Float(weights.0 * Double($0) + weights.1 * Double($1)) }
  }
}
