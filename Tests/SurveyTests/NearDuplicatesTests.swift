import CKernels
import Foundation
import Imaging
import Testing

@testable import Survey

struct NearDuplicatesTests {
  private let parts: [DataSplit] = (0..<60).map {
    [.train, .train, .train, .validation, .test][$0 % 5]
  }

  private func signatures(replacing copies: [Int: Raster]) -> [PictureSignature] {
    (0..<60).map { PictureSignature(of: copies[$0] ?? Knots(seed: UInt64($0)).raster()) }
  }

  @Test func differentGalaxiesAreNotTakenForOne() {
    #expect(NearDuplicates.acrossParts(signatures(replacing: [:]), parts: parts).isEmpty)
  }

  @Test func copiesAcrossPartsAreFound() throws {
    func galaxy(_ seed: UInt64) -> Raster { Knots(seed: seed).raster() }
    let copies: [Int: Raster] = [
      // Training galaxies 0, 1, 2, 5 and 6, in testing and validation.
      4: try Raster(decoding: galaxy(0).jpegData(quality: 75)),
      9: galaxy(1).rearranged { ($1, 63 - $0) },
      8: galaxy(2).resized(width: 40, height: 40),
      14: Raster(
        width: 64, height: 64, pixels: galaxy(5).pixels.map { UInt8(min(255, Int($0) * 6 / 5)) }),
      13: galaxy(6),
      // Of galaxy 10, in training like it: nothing leaks.
      12: galaxy(10),
    ]
    let pairs = NearDuplicates.acrossParts(signatures(replacing: copies), parts: parts)
    #expect(
      Set(pairs.map { [$0.first, $0.second] }) == [[0, 4], [1, 9], [2, 8], [5, 14], [6, 13]])
    #expect(pairs.map(\.similarity) == pairs.map(\.similarity).sorted(by: >))
    // The turned copy and the plain one lost nothing; a tie goes to the earlier galaxy.
    #expect(pairs.map { [$0.first, $0.second] }.prefix(2) == [[1, 9], [6, 13]])
    #expect(pairs.map { $0.similarity == 1 } == [true, true, false, false, false])
    #expect(pairs.allSatisfy { $0.similarity >= NearDuplicates.threshold })
  }

  @Test func theThresholdDecides() {
    let pair = [0, 4].map { _ in PictureSignature(of: Knots(seed: 1).raster()) }
    #expect(NearDuplicates.acrossParts(pair, parts: [.train, .test]).count == 1)
    #expect(NearDuplicates.acrossParts(pair, parts: [.train, .train]).isEmpty)
    #expect(NearDuplicates.acrossParts(pair, parts: [.train, .test], threshold: 1.1).isEmpty)
    #expect(NearDuplicates.acrossParts([], parts: []).isEmpty)
  }

  /// Whatever the count and the start, the kernel finds what comparing bit by bit finds.
  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func nearHashesAreFoundOneAfterTheOther(count: Int) {
    var random = SystemRandomNumberGenerator()
    // Few bits are set, so that many are near.
    func sparse() -> UInt64 {
      random.next() & random.next() & random.next() & random.next()
    }
    let hashes = (0..<count).map { _ in sparse() }
    let versions = (0..<8).map { _ in sparse() }
    let expected = hashes.indices.filter { place in
      versions.contains { ($0 ^ hashes[place]).nonzeroBitCount <= 5 }
    }
    var found: [Int] = []
    var start: Int64 = 0
    while true {
      let place = ck_next_near_hash(versions, hashes, Int64(count), start, 5)
      guard place >= 0 else { break }
      found.append(Int(place))
      start = place + 1
    }
    #expect(found == expected)
  }
}
