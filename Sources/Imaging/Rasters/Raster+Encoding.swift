import CImageCodec
package import Foundation

extension Raster {
  /// The picture as an 8-bit RGB PNG file, without loss.
  package func pngData() throws(ImagingError) -> Data {
    try encoded { pixels, width, height, bytes, message in
      ci_encode_png(pixels, width, height, bytes, message)
    }
  }

  /// The picture as a JPEG file with full-resolution colour.
  ///
  /// - Parameter quality: From 1, small, to 100, nearly lossless; values outside are moved there.
  package func jpegData(quality: Int = 90) throws(ImagingError) -> Data {
    let quality = Int32(min(max(quality, 1), 100))
    return try encoded { pixels, width, height, bytes, message in
      ci_encode_jpeg(pixels, width, height, quality, bytes, message)
    }
  }

  private typealias Encoder = (
    UnsafePointer<UInt8>, Int32, Int32, UnsafeMutablePointer<ci_bytes>,
    UnsafeMutablePointer<CChar>
  ) -> ci_status

  private func encoded(by encode: Encoder) throws(ImagingError) -> Data {
    guard width > 0, height > 0 else { throw .cannotEncode(detail: "it has no pixels") }
    guard let columns = Int32(exactly: width), let rows = Int32(exactly: height) else {
      throw .cannotEncode(detail: "\(width) by \(height) pixels")
    }
    var bytes = ci_bytes()
    var message = CodecMessage()
    let status = pixels.withUnsafeBufferPointer { pixels in
      message.receive { text in
        pixels.baseAddress.map { encode($0, columns, rows, &bytes, text) } ?? CI_CANNOT_ENCODE
      }
    }
    guard status == CI_OK, let start = bytes.bytes else { throw message.error(for: status) }
    defer { ci_free(start) }
    return Data(bytes: start, count: bytes.count)
  }
}
