import CKernels
import Dispatch
import Foundation
package import Imaging

/// What is left of a picture to recognise it by: 32 by 32 pixels of brightness and 64 bits.
///
/// A bit says whether a low spatial frequency of the brightness is positive: the picture's discrete
/// cosine transform, eight frequencies each way, as in perceptual hashing (Zauner 2010). Turning or
/// mirroring the picture only swaps and inverts bits, so no picture has to be turned.
package struct PictureSignature: Sendable, Equatable {
  /// Pixels on each side of the small picture.
  static let side = 32
  private static let frequencies = 8

  /// Brightness of the small picture, row by row.
  let brightness: [UInt8]
  /// Bit 8 v + u is the sign of u waves across and v waves down; bit 0, the mean, is never set.
  let hash: UInt64
  // Whole numbers, so that a copy correlates by exactly 1 and pairs keep their order.
  private let sum: Int
  /// The variance of the brightness times the squared number of pixels.
  private let variance: Int

  /// The signature of a cutout, as a person would see it.
  package init(of pixels: CutoutPixels) {
    switch pixels {
    case .bytes(let raster): self.init(of: raster)
    case .floats(let raster): self.init(of: LuptonStretch.fitted(to: raster)(raster))
    }
  }

  /// The signature of a picture.
  package init(of picture: Raster) {
    let side = PictureSignature.side
    let small = picture.resized(width: side, height: side).pixels
    var brightness: [UInt8] = []
    var (sum, squares) = (0, 0)
    for pixel in 0..<side * side {
      let first = 3 * pixel
      let total = Int(small[first]) + Int(small[first + 1]) + Int(small[first + 2])
      let level = (total + 1) / 3
      brightness.append(UInt8(level))
      sum += level
      squares += level * level
    }
    self.brightness = brightness
    self.sum = sum
    variance = squares * brightness.count - sum * sum
    let mean = Float(sum) / Float(brightness.count)
    hash = PictureSignature.hash(brightness.map { Float($0) - mean })
  }

  /// The signatures of so many pictures in their order, made on all cores.
  package static func ofPictures(
    _ count: Int, _ picture: @Sendable (Int) -> Raster
  ) -> [PictureSignature] {
    [PictureSignature](unsafeUninitializedCapacity: count) { buffer, filled in
      // Each iteration fills its own element and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots.initializeElement(at: index, to: PictureSignature(of: picture(index)))
      }
      filled = count
    }
  }

  /// Correlation of the brightness of two pictures, the best over turns by 90° and mirrorings.
  ///
  /// 1 for the same picture, whatever its brightness and contrast; at most 1, at least -1. A picture
  /// of one colour is like another such picture and like nothing else.
  package func similarity(to other: PictureSignature) -> Double {
    Symmetry.all.reduce(-1) { max($0, similarity(to: other, turnedTo: other.turned(by: $1))) }
  }

  /// Correlation with another picture whose brightness was turned or mirrored.
  func similarity(to other: PictureSignature, turnedTo turned: [UInt8]) -> Double {
    guard variance > 0, other.variance > 0 else { return variance == other.variance ? 1 : 0 }
    let product = ck_dot_bytes(brightness, turned, Int64(brightness.count))
    let covariance = Int(product) * brightness.count - sum * other.sum
    return Double(covariance) / (Double(variance) * Double(other.variance)).squareRoot()
  }

  /// The brightness after a turn or a mirror.
  func turned(by symmetry: Symmetry) -> [UInt8] {
    let side = PictureSignature.side
    return (0..<side * side).map { index in
      let (x, y) = symmetry.place(index % side, index / side, side: side)
      return brightness[y * side + x]
    }
  }

  /// A turn by a multiple of 90°, with or without a mirror.
  struct Symmetry: Equatable {
    let mirrorsX: Bool
    let mirrorsY: Bool
    let transposes: Bool

    /// The eight of a square.
    static let all = (0..<8).map {
      Symmetry(mirrorsX: $0 & 1 > 0, mirrorsY: $0 & 2 > 0, transposes: $0 & 4 > 0)
    }

    /// Where the pixel at column `x`, row `y` comes from.
    func place(_ x: Int, _ y: Int, side: Int) -> (Int, Int) {
      let place = (mirrorsX ? side - 1 - x : x, mirrorsY ? side - 1 - y : y)
      return transposes ? (place.1, place.0) : place
    }

    /// The hash of the picture that this makes of one with `hash`.
    func applied(to hash: UInt64) -> UInt64 {
      var hash = transposes ? Symmetry.transposed(hash) : hash
      // Odd waves change their sign in a mirror.
      if mirrorsX { hash ^= 0xAAAA_AAAA_AAAA_AAAA }
      if mirrorsY { hash ^= 0xFF00_FF00_FF00_FF00 }
      return hash
    }

    /// Rows and columns of the 8 by 8 bits exchanged.
    private static func transposed(_ hash: UInt64) -> UInt64 {
      var result: UInt64 = 0
      for bit in 0..<64 where hash >> bit & 1 == 1 { result |= 1 << (bit % 8 * 8 + bit / 8) }
      return result
    }
  }

  private static func hash(_ values: [Float]) -> UInt64 {
    // Across first, then down, eight frequencies at once: DCT-II without its scale, which has no say
    // in a sign.
    let across = (0..<side).map { y in
      (0..<side).reduce(into: SIMD8<Float>()) { $0 += values[y * side + $1] * waves[$1] }
    }
    let signs = (0..<frequencies).map { v in
      (0..<side).reduce(into: SIMD8<Float>()) { $0 += waves[$1][v] * across[$1] } .> 0
    }
    var hash: UInt64 = 0
    for bit in 1..<64 where signs[bit / 8][bit % 8] { hash |= 1 << bit }
    return hash
  }

  /// The eight lowest waves at each place.
  private static let waves = (0..<side).map { place in
    SIMD8((0..<frequencies).map { cos(.pi * Float($0) * (Float(place) + 0.5) / Float(side)) })
  }
}
