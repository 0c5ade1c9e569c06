/// Reads whole FITS images as float pictures.
///
/// Any BITPIX with BSCALE, BZERO and BLANK, cubes, several extensions, and images compressed by
/// tiles (`.fz`). The lowest row of the file is the picture's bottom, as viewers show it.
///
/// ```swift
/// let picture = try FITSImage.read(path: "cutout.fits", bands: BandMapping("z,r,g")!)
/// picture.channels   // 3: red, green, blue
/// ```
package enum FITSImage {
  /// Values in a picture, all channels together; larger images are cut by `FITSMosaic`.
  package static let mostValues = 100_000_000

  /// Whether bytes begin like a FITS file.
  package static func isFITS(_ bytes: some Collection<UInt8>) -> Bool {
    FITSFile.isFITS(bytes)
  }

  /// Reads a file on disk.
  ///
  /// - Returns: Three channels in the file's units; blank pixels are not a number.
  /// - Throws: `ImagingError` for a file that is none, cut short, too large or without any data,
  ///   and for bands that are not there.
  package static func read(
    path: String, bands: BandMapping = .automatic
  ) throws(ImagingError) -> FloatRaster {
    try read(FITSFile(path: path), bands: bands)
  }

  /// Reads a file held in memory.
  package static func read(
    bytes: [UInt8], bands: BandMapping = .automatic
  ) throws(ImagingError) -> FloatRaster {
    // A result rather than a throw, because `withUnsafeBytes` would widen a typed error.
    let picture = bytes.withUnsafeBytes { bytes in
      Result { () throws(ImagingError) in try read(FITSFile(bytes: bytes), bands: bands) }
    }
    return try picture.get()
  }

  /// Reads an open file.
  static func read(
    _ file: FITSFile, bands: BandMapping = .automatic
  ) throws(ImagingError) -> FloatRaster {
    let channels = try bands.channels(of: file.planes())
    let (width, height) = (channels[0][0].width, channels[0][0].height)
    let (area, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, area <= mostValues / channels.count else {
      throw .tooLarge(
        detail:
          "\(width) by \(height) pixels, at most \(mostValues / channels.count / 1_000_000) million"
      )
    }
    let picture = try file.picture(of: channels, x: 0, y: 0, width: width, height: height)
    guard picture.values.contains(where: { !$0.isNaN }) else {
      throw .noData(detail: "every pixel is blank")
    }
    return picture
  }
}
