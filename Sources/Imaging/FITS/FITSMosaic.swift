/// A large FITS image from which cutouts are read by sky position.
///
/// Only the rows and columns of a cutout are read, of a tile-compressed mosaic the tiles it touches.
/// Its bands may be planes of one array or extensions, each with coordinates of its own. One thread
/// at a time may use an instance; several may open the same file.
///
/// ```swift
/// let mosaic = try FITSMosaic(path: "coadd-r.fits.fz")
/// let galaxy = try mosaic.cutout(rightAscension: 150.1, declination: 2.2, side: 96)
/// ```
package final class FITSMosaic {
  /// Arcseconds per pixel, at the middle of the mosaic.
  package let pixelScale: Double
  /// Columns of the mosaic.
  package let width: Int
  /// Rows of the mosaic.
  package let height: Int
  private let file: FITSFile
  private let channels: [[FITSPlane]]
  private let coordinates: [Int: SkyCoordinates]

  /// Opens the file and reads its headers.
  ///
  /// - Throws: `ImagingError` for a file that is none, bands that are not there, and an image
  ///   without celestial coordinates.
  package convenience init(
    path: String, bands: BandMapping = .automatic
  ) throws(ImagingError) {
    try self.init(FITSFile(path: path), bands: bands)
  }

  /// Reads an open file, which must be used for nothing else meanwhile.
  init(_ file: FITSFile, bands: BandMapping = .automatic) throws(ImagingError) {
    self.file = file
    channels = try bands.channels(of: file.planes())
    let first = channels[0][0]
    (width, height) = (first.width, first.height)
    var coordinates: [Int: SkyCoordinates] = [:]
    for plane in channels.joined() where coordinates[plane.unit] == nil {
      coordinates[plane.unit] = try SkyCoordinates(file.units[plane.unit - 1].header)
    }
    self.coordinates = coordinates
    let scale = coordinates[first.unit]?.pixelScale(
      x: Double(width) / 2, y: Double(height) / 2)
    guard let scale else {
      throw .noSkyCoordinates(detail: "its middle shows no place on the sky")
    }
    pixelScale = scale
  }

  /// Pixels for an angle in arcseconds, at least 1.
  package func pixels(forArcseconds angle: Double) -> Int {
    max(1, Int((angle / pixelScale).rounded().clamped(to: 1...1e9)))
  }

  /// The square of mosaic pixels around a position; what lies beyond the edges is not a number.
  ///
  /// The mosaic's pixel grid is kept: the centre is within half a pixel of the position, and
  /// nothing is turned.
  ///
  /// - Parameters:
  ///   - rightAscension: In degrees.
  ///   - declination: In degrees.
  ///   - side: Pixels of the mosaic.
  /// - Throws: `ImagingError.outsideImage` for a position that the mosaic does not show, and
  ///   `.noData` where less than half of the cutout has data.
  package func cutout(
    rightAscension: Double, declination: Double, side: Int
  ) throws(ImagingError) -> FloatRaster {
    precondition(side > 0, "a cutout needs at least one pixel a side, not \(side)")
    guard side <= FITSMosaic.longestSide else {
      throw .tooLarge(
        detail: "a cutout of \(side) by \(side) pixels, at most \(FITSMosaic.longestSide) a side")
    }
    let corners = try channels.map { planes throws(ImagingError) in
      try corner(of: planes[0].unit, rightAscension, declination, side: side)
    }
    let picture = try read(corners: corners, side: side)
    let blank = picture.values.count { $0.isNaN }
    guard blank * 2 <= picture.values.count else {
      let share = Int((Double(blank) / Double(picture.values.count) * 100).rounded(.down))
      throw .noData(detail: "\(share)% of the cutout is blank or beyond the mosaic's edge")
    }
    return picture
  }

  /// A side of 4096 pixels in three bands takes 200 megabytes.
  private static let longestSide = 4096

  /// Bands on one grid are read together, others each at its own place.
  private func read(corners: [Corner], side: Int) throws(ImagingError) -> FloatRaster {
    if corners.allSatisfy({ $0 == corners[0] }) {
      return try file.picture(
        of: channels, x: corners[0].x, y: corners[0].y, width: side, height: side)
    }
    var picture = FloatRaster(width: side, height: side, channels: channels.count)
    for (channel, corner) in corners.enumerated() {
      let band = try file.picture(
        of: [channels[channel]], x: corner.x, y: corner.y, width: side, height: side)
      for (i, value) in band.values.enumerated() {
        picture.values[i * channels.count + channel] = value
      }
    }
    return picture
  }

  private struct Corner: Equatable {
    let x: Int
    let y: Int
  }

  /// The lowest left pixel of the square around a position.
  private func corner(
    of unit: Int, _ rightAscension: Double, _ declination: Double, side: Int
  ) throws(ImagingError) -> Corner {
    let place = coordinates[unit]?.pixel(
      rightAscension: rightAscension, declination: declination)
    guard let place else { throw .outsideImage(detail: "it is on another part of the sky") }
    guard place.x >= -0.5, place.y >= -0.5, place.x < Double(width) - 0.5,
      place.y < Double(height) - 0.5
    else {
      let (x, y) = (
        place.x.rounded().clamped(to: -1e9...1e9), place.y.rounded().clamped(to: -1e9...1e9)
      )
      throw .outsideImage(
        detail: "it falls on pixel \(Int(x)), \(Int(y)) of \(width)×\(height)")
    }
    let half = Double(side) / 2
    return Corner(
      x: Int((place.x + 0.5 - half).rounded()), y: Int((place.y + 0.5 - half).rounded()))
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    min(max(self, range.lowerBound), range.upperBound)
  }
}
