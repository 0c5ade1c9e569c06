import CImageCodec

/// Bytes packed by gzip, as surveys publish FITS files (`.fits.gz`).
///
/// ```swift
/// let bytes = try GZIP.unpacked(packed, atMost: 1 << 30)
/// ```
package enum GZIP {
  /// Whether bytes begin as gzip's do.
  package static func isPacked(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// What was packed; several streams one behind the other are one text.
  ///
  /// - Throws: `ImagingError.damaged` for a stream that is cut short or broken, and `.tooLarge`
  ///   where more than `most` bytes come out, as of a decompression bomb.
  package static func unpacked(
    _ bytes: [UInt8], atMost most: Int
  ) throws(ImagingError) -> [UInt8] {
    var message = CodecMessage()
    var unpacked = ci_bytes()
    let status = message.receive { message in
      bytes.withUnsafeBufferPointer {
        ci_gunzip($0.baseAddress, $0.count, most, &unpacked, message)
      }
    }
    if status == CI_TOO_LARGE {
      throw .tooLarge(detail: "more than \(most / 1_000_000) MB of gzip")
    }
    guard status == CI_OK else { throw message.error(for: status) }
    defer { ci_free(unpacked.bytes) }
    return Array(UnsafeBufferPointer(start: unpacked.bytes, count: unpacked.count))
  }
}
