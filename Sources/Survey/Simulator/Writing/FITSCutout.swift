import CFITSIO
import Foundation

/// A cutout as a FITS file of the form that the Legacy Survey's viewer gives out: a float32 cube of
/// g, r and z in nanomaggies a pixel, with sky coordinates.
struct FITSCutout {
  let objectID: String
  /// Degrees, ICRS, of the picture's centre.
  let rightAscension: Double
  let declination: Double
  /// Width of a pixel, arcseconds.
  let pixelScale: Double
  let size: Int
  /// g, r, z in nanomaggies a pixel, row-major from the top.
  let light: [Bands]

  private static let bands = ["g", "r", "z"]

  /// The file's bytes; rows go upwards, north is up and east is left.
  func data() throws(SimulationError) -> Data {
    var start: UnsafeMutableRawPointer? = malloc(Self.headerSize)
    var count = Self.headerSize
    defer { free(start) }
    var status: Int32 = 0
    // CFITSIO keeps both addresses until the file is closed.
    let end = withUnsafeMutablePointer(to: &start) { bytes in
      withUnsafeMutablePointer(to: &count) { size in
        write(to: bytes, size, &status)
      }
    }
    guard status == 0, let start, end <= count else {
      throw .cannotEncode(objectID: objectID, detail: Self.message(status))
    }
    return Data(bytes: start, count: end)
  }

  /// Room for a header of 36 cards, the unit in which FITS files grow.
  private static let headerSize = 2880

  /// Writes and closes the file; its length in bytes.
  private func write(
    to bytes: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ count: UnsafeMutablePointer<Int>,
    _ status: inout Int32
  ) -> Int {
    var file: UnsafeMutablePointer<fitsfile>?
    cf_create_memory(&file, bytes, count, &status)
    guard status == 0, let file else { return 0 }
    var lengths = [size, size, Self.bands.count]
    cf_create_float_image(file, Int32(lengths.count), &lengths, &status)
    writeHeader(to: file, &status)
    let values = planes()
    cf_write_floats(file, Int64(values.count), values, &status)
    var end: Int64 = 0
    cf_data_end(file, &end, &status)
    cf_close(file, &status)
    return Int(end)
  }

  private func writeHeader(to file: UnsafeMutablePointer<fitsfile>, _ status: inout Int32) {
    func text(_ name: String, _ value: String, _ comment: String) {
      cf_write_text_keyword(file, name, value, comment, &status)
    }
    func number(_ name: String, _ value: Double, _ digits: Int32, _ comment: String) {
      cf_write_number_keyword(file, name, value, digits, comment, &status)
    }
    text("OBJECT", objectID, "simulated galaxy")
    text("BANDS", Self.bands.joined(), "bands of the planes")
    for (plane, band) in Self.bands.enumerated() { text("BAND\(plane)", band, "") }
    text("BUNIT", "nanomaggy", "a pixel; AB magnitude 22.5 - 2.5 log10")
    number("MAGZERO", 22.5, 1, "AB magnitude of one nanomaggy")
    text("RADESYS", "ICRS", "")
    text("CTYPE1", "RA---TAN", "")
    text("CTYPE2", "DEC--TAN", "")
    text("CUNIT1", "deg", "")
    text("CUNIT2", "deg", "")
    number("CRVAL1", rightAscension, 8, "right ascension of the centre")
    number("CRVAL2", declination, 8, "declination of the centre")
    let centre = Double(size + 1) / 2
    number("CRPIX1", centre, 1, "")
    number("CRPIX2", centre, 1, "")
    number("CD1_1", -pixelScale / 3600, 12, "")
    number("CD1_2", 0, 1, "")
    number("CD2_1", 0, 1, "")
    number("CD2_2", pixelScale / 3600, 12, "\(pixelScale) arcseconds per pixel")
  }

  private static func message(_ status: Int32) -> String {
    cf_clear_errors()
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(FLEN_STATUS)) {
      cf_error_text(status, $0.baseAddress)
      return $0.baseAddress.map { String(cString: $0) } ?? "status \(status)"
    }
  }

  /// One plane a band, rows upwards.
  private func planes() -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(light.count * Self.bands.count)
    for band in Self.bands.indices {
      for row in (0..<size).reversed() {
        for pixel in light[row * size..<(row + 1) * size] { values.append(pixel[band]) }
      }
    }
    return values
  }
}
