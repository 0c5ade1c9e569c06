import CKernels
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
  /// Time grows with the product of the parts' sizes: some seconds for 100,000 galaxies.
  package static func acrossParts(
    _ signatures: [PictureSignature], parts: [DataSplit], threshold: Double = threshold
  ) -> [Pair] {
    precondition(
      signatures.count == parts.count,
      "\(signatures.count) pictures cannot lie in \(parts.count) parts")
    // Part by part, so that what a galaxy is held against lies in one piece behind its own part.
    let order = DataSplit.allCases.flatMap { part in parts.indices.filter { parts[$0] == part } }
    let hashes = order.map { signatures[$0].hash }
    let ends = Dictionary(
      order.enumerated().map { (parts[$1], $0 + 1) }, uniquingKeysWith: { max($0, $1) })
    var found = [[Pair]](repeating: [], count: order.count)
    found.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: order.count) { place in
        let signature = signatures[order[place]]
        var versions = Versions(of: signature)
        slots[place] = near(signature.hash, in: hashes, from: ends[parts[order[place]]] ?? 0)
          .compactMap { other in
            let similarity = versions.likeness(to: signatures[order[other]])
            guard similarity >= threshold else { return nil }
            let (first, second) = (order[place], order[other])
            return Pair(
              first: min(first, second), second: max(first, second), similarity: similarity)
          }
      }
    }
    return found.joined().sorted {
      ($1.similarity, $0.first, $0.second) < ($0.similarity, $1.first, $1.second)
    }
  }

  /// Places from `start` on whose hash is nearly that of a picture, turned or mirrored as may be.
  private static func near(_ hash: UInt64, in hashes: [UInt64], from start: Int) -> [Int] {
    let versions = PictureSignature.Symmetry.all.map { $0.applied(to: hash) }
    var places: [Int] = []
    var next = Int64(start)
    while true {
      next = ck_next_near_hash(versions, hashes, Int64(hashes.count), next, Int64(mostBits))
      guard next >= 0 else { return places }
      places.append(Int(next))
      next += 1
    }
  }

  /// A picture turned and mirrored, each version made when the first candidate needs it.
  private struct Versions {
    private let picture: PictureSignature
    private let hashes: [UInt64]
    private var turned: [[UInt8]]

    init(of picture: PictureSignature) {
      self.picture = picture
      hashes = PictureSignature.Symmetry.all.map { $0.applied(to: picture.hash) }
      turned = hashes.map { _ in [] }
    }

    /// How alike it is to another at best, of the versions whose hashes are near.
    mutating func likeness(to other: PictureSignature) -> Double {
      var best = -1.0
      for (version, hash) in hashes.enumerated()
      where (hash ^ other.hash).nonzeroBitCount <= mostBits {
        if turned[version].isEmpty {
          turned[version] = picture.turned(by: PictureSignature.Symmetry.all[version])
        }
        best = max(best, other.similarity(to: picture, turnedTo: turned[version]))
      }
      return best
    }
  }
}
