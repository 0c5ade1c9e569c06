import CImageCodec

extension Raster {
  /// The picture resampled to another size, anti-aliased in both directions.
  ///
  /// The method is separable convolution with Lanczos' kernel as in Heckbert's "zoom" and in
  /// Pillow, whose results it meets to within a level or two; intermediate values are kept in single
  /// precision.
  package func resized(width newWidth: Int, height newHeight: Int) -> Raster {
    precondition(
      width > 0 && height > 0 && newWidth > 0 && newHeight > 0,
      "resizing needs pixels on both sides, not \(width)×\(height) to \(newWidth)×\(newHeight)")
    if newWidth == width && newHeight == height { return self }
    let columns = ResamplingWeights.of(width, to: newWidth)
    let rows = ResamplingWeights.of(height, to: newHeight)
    let count = newWidth * newHeight * 3
    let resampled = [UInt8](unsafeUninitializedCapacity: count) { target, initialised in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: width * 3 + 1) { line in
        columns.withAxis { columns in
          rows.withAxis { rows in
            pixels.withUnsafeBufferPointer { source in
              ci_resample(
                source.baseAddress, width, columns, rows, line.baseAddress, target.baseAddress)
            }
          }
        }
      }
      initialised = count
    }
    return Raster(width: newWidth, height: newHeight, pixels: resampled)
  }
}
