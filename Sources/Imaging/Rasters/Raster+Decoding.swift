import CImageCodec
package import Foundation

extension Raster {
  /// Decodes a PNG or JPEG held in memory to 8-bit RGB, transparency over black, turned upright.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - side: Lets a JPEG be scaled down while it is decoded, which is several times faster, as
  ///     long as its shorter side keeps this many pixels; `nil` asks for the full size.
  /// - Throws: `ImagingError` for an empty, damaged, foreign or oversized file.
  package init(decoding bytes: [UInt8], fittingAtLeast side: Int? = nil) throws(ImagingError) {
    let decoded = bytes.withUnsafeBytes { Raster.decode($0, fittingAtLeast: side) }
    self = try decoded.get()
  }

  /// Decodes a PNG or JPEG held in memory to 8-bit RGB, transparency over black, turned upright.
  package init(decoding data: Data, fittingAtLeast side: Int? = nil) throws(ImagingError) {
    let decoded = data.withUnsafeBytes { Raster.decode($0, fittingAtLeast: side) }
    self = try decoded.get()
  }

  /// Up to this many pixels, pictures are decoded side by side; larger ones take turns, so that
  /// memory is bounded however many cores there are.
  private static let mostPixelsAtOnce: Int32 = 4_000_000
  private static let turn = NSLock()

  /// A result rather than a throw, because `withUnsafeBytes` would widen a typed error.
  private static func decode(
    _ bytes: UnsafeRawBufferPointer, fittingAtLeast side: Int?
  ) -> Result<Raster, ImagingError> {
    let first = decode(bytes, fittingAtLeast: side, mostPixels: mostPixelsAtOnce)
    guard case .failure(.tooLarge) = first else { return first }
    return turn.withLock { decode(bytes, fittingAtLeast: side, mostPixels: CI_MAXIMUM_PIXELS) }
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, fittingAtLeast side: Int?, mostPixels: Int32
  ) -> Result<Raster, ImagingError> {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else {
      return .failure(.empty)
    }
    var picture = ci_picture()
    var message = CodecMessage()
    let smallest = Int32(clamping: max(0, side ?? 0))
    let status = message.receive {
      ci_decode(start, bytes.count, smallest, mostPixels, &picture, $0)
    }
    guard status == CI_OK else { return .failure(message.error(for: status)) }
    defer { ci_free(picture.pixels) }
    let width = Int(picture.width)
    let height = Int(picture.height)
    let pixels = [UInt8](UnsafeBufferPointer(start: picture.pixels, count: width * height * 3))
    return .success(
      Raster(width: width, height: height, pixels: pixels)
        .upright(from: Int(picture.orientation)))
  }
}
