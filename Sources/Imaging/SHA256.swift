import CImageCodec

/// The SHA-256 digest of FIPS 180-4, by which equal pictures are found.
///
/// ```swift
/// SHA256.hexDigest(of: Array("abc".utf8))   // "ba7816bf8f01cfea…"
/// ```
package enum SHA256 {
  /// 64 lowercase hexadecimal digits.
  package static func hexDigest(of bytes: [UInt8]) -> String {
    hexDigest(of: bytes, portable: false)
  }

  /// Of a picture's size and pixels.
  package static func hexDigest(of raster: Raster) -> String {
    hexDigest(of: shape(raster.width, raster.height, 3) + raster.pixels)
  }

  /// Of a picture's size and values, little-endian.
  package static func hexDigest(of raster: FloatRaster) -> String {
    let bits = raster.values.map { $0.bitPattern.littleEndian }
    return hexDigest(
      of: shape(raster.width, raster.height, raster.channels) + bits.withUnsafeBytes(Array.init))
  }

  /// Without the processor's own instructions when `portable`.
  static func hexDigest(of bytes: [UInt8], portable: Bool) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      bytes.withUnsafeBufferPointer {
        ci_sha256($0.baseAddress, $0.count, portable ? 1 : 0, digest.baseAddress)
      }
      count = 32
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Pictures of other proportions may share their bytes.
  private static func shape(_ sides: Int...) -> [UInt8] {
    Array("\(sides)".utf8)
  }
}
