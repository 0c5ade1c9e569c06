internal import CKernels

/// The SHA-256 digest of FIPS 180-4, by which equal pictures are found and damage is.
///
/// ```swift
/// SHA256.hexDigest(of: Array("abc".utf8))   // "ba7816bf8f01cfea…"
/// ```
package enum SHA256 {
  /// 64 lowercase hexadecimal digits.
  package static func hexDigest(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { hexDigest(of: $0) }
  }

  /// 64 lowercase hexadecimal digits.
  package static func hexDigest(of bytes: UnsafeRawBufferPointer) -> String {
    hexDigits(digest(of: bytes, portable: false))
  }

  /// Of a picture's sides and its values, little-endian: pictures of other proportions may share their
  /// bytes.
  package static func hexDigest(
    width: Int, height: Int, channels: Int, pixels: UnsafeRawBufferPointer
  ) -> String {
    hexDigits(
      digest(of: pixels, after: Array("[\(width), \(height), \(channels)]".utf8), portable: false))
  }

  /// The first eight bytes of the digest as a number: enough to tell damage by.
  package static func shortDigest(of bytes: UnsafeRawBufferPointer) -> Int64 {
    digest(of: bytes, portable: false).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Without the processor's own instructions when `portable`.
  static func hexDigest(of bytes: [UInt8], after prefix: [UInt8] = [], portable: Bool) -> String {
    bytes.withUnsafeBytes { hexDigits(digest(of: $0, after: prefix, portable: portable)) }
  }

  private static func digest(
    of bytes: UnsafeRawBufferPointer, after prefix: [UInt8] = [], portable: Bool
  ) -> [UInt8] {
    precondition(prefix.count < 64, "a prefix fits a block")
    return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      ck_sha256(
        prefix, Int64(prefix.count), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        Int64(bytes.count), portable ? 1 : 0, digest.baseAddress)
      count = 32
    }
  }

  private static func hexDigits(_ digest: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 64) { text in
      for (place, byte) in digest.enumerated() {
        text[2 * place] = digit(byte >> 4)
        text[2 * place + 1] = digit(byte & 15)
      }
      return 64
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
