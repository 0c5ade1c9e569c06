import CWCS
import Foundation

/// The way between sky positions and pixels of one FITS image, by wcslib.
///
/// All projections of the standard and the distortions that wcslib knows (SIP, TPV), in equatorial
/// coordinates of J2000 or ICRS. One thread at a time may use an instance.
final class SkyCoordinates {
  private let systems: UnsafeMutablePointer<wcsprm>
  private let count: Int32
  private let axes: Int
  private let longitude: Int
  private let latitude: Int

  private static let mostAxes = 9

  /// Reads an image's header.
  ///
  /// - Throws: `ImagingError.noSkyCoordinates` for one that does not tell equatorial coordinates.
  init(_ header: FITSHeader) throws(ImagingError) {
    // wcslib takes memory for the square of what stands there.
    guard header.integer("WCSAXES") ?? 0 <= SkyCoordinates.mostAxes else {
      throw .noSkyCoordinates(detail: "WCSAXES is more than \(SkyCoordinates.mostAxes)")
    }
    var rejected: Int32 = 0
    var count: Int32 = 0
    var systems: UnsafeMutablePointer<wcsprm>?
    let cards = header.coordinateCards()
    // wcslib wants characters that it may change, and a zero behind them.
    var text = cards.map { CChar(bitPattern: $0) } + [0]
    let status = wcspih(
      &text, Int32(clamping: cards.count / FITSHeader.cardLength), WCSHDR_all, 0, &rejected,
      &count, &systems)
    guard status == 0, let systems, count > 0 else {
      throw .noSkyCoordinates(detail: "its header has no world coordinates")
    }
    do {
      (longitude, latitude) = try SkyCoordinates.setUp(systems)
    } catch {
      var (count, list) = (count, Optional(systems))
      wcsvfree(&count, &list)
      throw error
    }
    axes = Int(systems.pointee.naxis)
    self.systems = systems
    self.count = count
  }

  deinit {
    var (count, list) = (count, Optional(systems))
    wcsvfree(&count, &list)
  }

  /// Where a position lies, in pixels counted from 0 at the centre of the lowest left one.
  ///
  /// `nil` where the projection shows no such position. Right ascension and declination are in
  /// degrees.
  func pixel(rightAscension: Double, declination: Double) -> (x: Double, y: Double)? {
    // Axes other than the sky's stay at their reference.
    var world = (0..<axes).map { systems.pointee.crval[$0] }
    world[longitude] = rightAscension
    world[latitude] = declination
    var pixel = [Double](repeating: 0, count: axes)
    var image = pixel
    var angles = (0.0, 0.0)
    var fault: Int32 = 0
    let status = wcss2p(
      systems, 1, Int32(axes), &world, &angles.0, &angles.1, &image, &pixel, &fault)
    guard status == 0, pixel[0].isFinite, pixel[1].isFinite else { return nil }
    // Far outside, the inverse of a distortion's polynomial can end in the middle of the image.
    guard let back = sky(x: pixel[0] - 1, y: pixel[1] - 1),
      let next = sky(x: pixel[0], y: pixel[1] - 1)
    else { return nil }
    let (wanted, shown) = (
      SkyCoordinates.direction((rightAscension, declination)), SkyCoordinates.direction(back)
    )
    let step = (SkyCoordinates.direction(next) - shown).length
    guard (wanted - shown).length < 0.1 * step else { return nil }
    return (pixel[0] - 1, pixel[1] - 1)
  }

  /// The position in degrees that a pixel shows; `nil` beyond the projection's edge.
  func sky(x: Double, y: Double) -> (rightAscension: Double, declination: Double)? {
    var pixel = (0..<axes).map { systems.pointee.crpix[$0] }
    pixel[0] = x + 1
    pixel[1] = y + 1
    var world = [Double](repeating: 0, count: axes)
    var image = world
    var angles = (0.0, 0.0)
    var fault: Int32 = 0
    let status = wcsp2s(
      systems, 1, Int32(axes), &pixel, &image, &angles.0, &angles.1, &world, &fault)
    guard status == 0 else { return nil }
    let turn = world[longitude].truncatingRemainder(dividingBy: 360)
    return (turn < 0 ? turn + 360 : turn, world[latitude])
  }

  /// A pixel's side in arcseconds, the square root of its area, at a place in the image.
  func pixelScale(x: Double, y: Double) -> Double? {
    guard let here = sky(x: x, y: y), let right = sky(x: x + 1, y: y), let up = sky(x: x, y: y + 1)
    else { return nil }
    let origin = SkyCoordinates.direction(here)
    let a = SkyCoordinates.direction(right) - origin
    let b = SkyCoordinates.direction(up) - origin
    // The length of the cross product; by Lagrange's identity it needs no cross product.
    let dot = (a * b).sum()
    let square = (a * a).sum() * (b * b).sum() - dot * dot
    guard square > 0, square.isFinite else { return nil }
    return square.squareRoot().squareRoot() * 180 / .pi * 3600
  }

  /// The unit vector to a position in degrees: at a pole, right ascension is no measure.
  private static func direction(
    _ place: (rightAscension: Double, declination: Double)
  ) -> SIMD3<Double> {
    let (ra, dec) = (place.rightAscension * .pi / 180, place.declination * .pi / 180)
    return SIMD3(cos(dec) * cos(ra), cos(dec) * sin(ra), sin(dec))
  }

  /// Repairs what is known to be written wrongly, and checks that the axes are ra and dec.
  private static func setUp(
    _ systems: UnsafeMutablePointer<wcsprm>
  ) throws(ImagingError) -> (longitude: Int, latitude: Int) {
    let stretched = axesWithLength(systems.pointee)
    var repairs = [Int32](repeating: 0, count: Int(NWCSFIX))
    // Units and outdated projection names; what cannot be repaired fails in wcsset.
    _ = wcsfix(7, nil, systems, &repairs)
    let status = wcsset(systems)
    guard status == 0 else {
      throw .noSkyCoordinates(detail: String(cString: cw_error_text(status)))
    }
    let (longitude, latitude) = (Int(systems.pointee.lng), Int(systems.pointee.lat))
    guard longitude >= 0, latitude >= 0 else {
      throw .noSkyCoordinates(detail: "none of its axes are celestial")
    }
    guard stretched.contains(longitude), stretched.contains(latitude) else {
      throw .noSkyCoordinates(detail: "its CD matrix is singular")
    }
    let kind = text(systems.pointee.lngtyp)
    guard kind == "RA" else {
      throw .otherSkyCoordinates(
        detail: "its axes are \(kind)/\(text(systems.pointee.lattyp))", needed: "RA/DEC")
    }
    let frame = text(systems.pointee.radesys)
    let equinox = systems.pointee.equinox
    let isOfDate = frame != "ICRS" && equinox < 1e9 && equinox != 2000
    guard !frame.hasPrefix("FK4"), !isOfDate else {
      throw .otherSkyCoordinates(
        detail: "its positions are \(frame.isEmpty ? "" : frame + " ")of equinox \(equinox)",
        needed: "J2000")
    }
    return (longitude, latitude)
  }

  /// The axes whose row of the CD matrix has a number in it; all where there is no such matrix.
  ///
  /// wcslib repairs empty rows with a degree a pixel, which is right for a cube's bands alone.
  private static func axesWithLength(_ system: wcsprm) -> Set<Int> {
    let axes = 0..<Int(system.naxis)
    guard system.altlin & 2 != 0, let matrix = system.cd else { return Set(axes) }
    return Set(axes.filter { row in axes.contains { matrix[row * axes.count + $0] != 0 } })
  }

  /// A C array of characters, which Swift sees as a tuple.
  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

extension SIMD3<Double> {
  fileprivate var length: Double { (self * self).sum().squareRoot() }
}
