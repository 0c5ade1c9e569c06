import Dispatch

/// Finds pictures of the same galaxy that training and testing share.
///
/// A picture that was compressed again, scaled, brightened, turned by 90° or mirrored is found, not
/// one that is cut out at another place. Candidates are pairs whose hashes differ in few bits; of
/// these, the pixels decide. Among the 9.9 million pairs of 4,458 different galaxies of EFIGI no
/// pair is taken for one galaxy; of copies compressed to quality 75, halved in size, turned or
/// brightened by 15 %, between 96 and 100 % are found.
///
/// ```swift
/// let pairs = NearDuplicates.acrossParts(signatures, parts: parts)
/// pairs.first   // the most alike of a training and a test galaxy
/// ```
package enum NearDuplicates {
  /// Two pictures of one galaxy.
  package struct Pair: Sendable, Equatable {
    /// Index of the one.
    package let first: Int
    /// Index of the other, which is larger.
    package let second: Int
    /// From `threshold` to 1, the same picture.
    package let similarity: Double
  }

  /// Pictures that correlate less are different galaxies.
  package static let threshold: Double = 0.995
  /// Hashes of two pictures of one galaxy differ in at most so many bits.
  static let mostBits = 8

  /// Pairs whose galaxies lie in different parts of a split, the most alike first.
  ///
  /// Time grows with the product of the parts' sizes: some seconds for 60,000 galaxies.
  package static func acrossParts(
    _ signatures: [PictureSignature], parts: [DataSplit], threshold: Double = threshold
  ) -> [Pair] {
    precondition(
      signatures.count == parts.count,
      "\(signatures.count) pictures cannot lie in \(parts.count) parts")
    var found = [[Pair]](repeating: [], count: signatures.count)
    found.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: signatures.count) { first in
        slots[first] = others(like: first, among: signatures, parts, threshold)
      }
    }
    return found.joined().sorted {
      ($1.similarity, $0.first, $0.second) < ($0.similarity, $1.first, $1.second)
    }
  }

  /// The later pictures of other parts that show the galaxy of one.
  private static func others(
    like first: Int, among signatures: [PictureSignature], _ parts: [DataSplit],
    _ threshold: Double
  ) -> [Pair] {
    let signature = signatures[first]
    let hashes = PictureSignature.Symmetry.all.map { $0.applied(to: signature.hash) }
    let pictures = PictureSignature.Symmetry.all.map { signature.turned(by: $0) }
    var pairs: [Pair] = []
    for second in signatures.indices.dropFirst(first + 1) where parts[second] != parts[first] {
      let other = signatures[second]
      var best = -1.0
      for (hash, picture) in zip(hashes, pictures)
      where (hash ^ other.hash).nonzeroBitCount <= mostBits {
        best = max(best, other.similarity(to: signature, turnedTo: picture))
      }
      if best >= threshold {
        pairs.append(Pair(first: first, second: second, similarity: best))
      }
    }
    return pairs
  }
}
