@testable import Imaging

/// libFuzzer calls this with every input: whatever the bytes, there are pictures, tables and
/// cutouts, or errors.
@_cdecl("LLVMFuzzerTestOneInput")
public func readFITS(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  attempt {
    // Opened where it lies in memory, once for everything.
    let file = try FITSFile(bytes: UnsafeRawBufferPointer(start: start, count: count))
    // What is larger takes seconds under the sanitizer and goes the same ways.
    let isSmall = file.units.allSatisfy {
      $0.kind != .image || $0.axes.product ?? .max <= mostValues
    }
    guard isSmall else { return }
    attempt { check(try FITSImage.read(file)) }
    for unit in file.units where unit.kind == .table {
      attempt { try readTable(try FITSTable(file, table: "\(unit.number - 1)")) }
    }
    attempt { try cut(try FITSMosaic(file), file.units) }
  }
  return 0
}

private let mostValues = 1 << 16

/// Every error is a sentence.
private func attempt(_ body: () throws -> Void) {
  do { try body() } catch { require(!"\(error)".isEmpty, "an error says nothing") }
}

/// Says what is wrong, which a precondition in optimised code does not.
private func require(_ holds: Bool, _ fault: String) {
  if !holds { fatalError(fault) }
}

private func check(_ picture: FloatRaster) {
  require(picture.width > 0 && picture.height > 0, "a picture has no pixels")
  let cutout = picture.centreSquare().resized(width: 16, height: 16)
  require(cutout.values.count == 16 * 16 * picture.channels, "a cutout is not complete")
  require(cutout.values.allSatisfy { !$0.isInfinite }, "a pixel is infinite")
}

private func readTable(_ table: FITSTable) throws {
  for row in 0..<min(2, table.rowCount) {
    for column in table.columns.prefix(12) {
      attempt {
        let text = try table.text(column, row: row)
        require(text != "", "a blank cell has a text")
      }
      attempt {
        let number = try table.number(column, row: row)
        require(number?.isFinite ?? true, "a number is not finite")
      }
      guard case .pixels(let lengths) = column.kind, lengths.product ?? .max <= mostValues
      else { continue }
      attempt {
        let shape = try table.pictureShape(of: column)
        switch try table.picture(column, row: row, shape: shape) {
        case .bytes(let raster):
          require(raster.width > 0 && raster.height > 0, "a cell has no pixels")
        case .floats(let raster): check(raster)
        }
      }
    }
  }
}

/// Around the reference of each image, where its coordinates are, and off it.
private func cut(_ mosaic: FITSMosaic, _ units: [FITSUnit]) throws {
  require(mosaic.pixelScale > 0 && mosaic.pixelScale.isFinite, "the pixel scale is none")
  for unit in units {
    guard let ra = unit.header.text("CRVAL1").flatMap(Double.init),
      let dec = unit.header.text("CRVAL2").flatMap(Double.init),
      (0...360).contains(ra), (-90...90).contains(dec)
    else { continue }
    for offset in [0, 3 * mosaic.pixelScale / 3600] {
      attempt {
        let cutout = try mosaic.cutout(
          rightAscension: ra, declination: min(90, dec + offset), side: 8)
        require(cutout.width == 8 && cutout.height == 8, "a cutout has another size")
      }
    }
  }
}
