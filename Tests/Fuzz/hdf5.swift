import Foundation

@testable import Imaging
@testable import Survey

/// libFuzzer calls this with every input: whatever the bytes, there are galaxies or errors.
@_cdecl("LLVMFuzzerTestOneInput")
public func readHDF5(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  write(UnsafeRawBufferPointer(start: start, count: count))
  // The format is told by the datasets' names; a file that has them is read in every layout.
  attempt { _ = try CatalogFormat.detected(at: file.path) }
  for layout in HDF5Layout.all {
    attempt {
      // Two blocks at least, where there are so many rows.
      var reader = try HDF5Reader(path: file.path, layout: layout, blockBytes: 1 << 16)
      for _ in 0..<64 {
        guard let item = try reader.next() else { break }
        check(item)
      }
    }
  }
  return 0
}

private let file = FileManager.default.temporaryDirectory
  .appendingPathComponent("fuzz-\(ProcessInfo.processInfo.processIdentifier).h5")

private func write(_ bytes: UnsafeRawBufferPointer) {
  guard let output = fopen(file.path, "wb") else { fatalError("no room in \(file.path)") }
  let written = fwrite(bytes.baseAddress, 1, bytes.count, output)
  require(fclose(output) == 0 && written == bytes.count, "no room in \(file.path)")
}

/// Every error is a sentence.
private func attempt(_ body: () throws -> Void) {
  do { try body() } catch { require(!"\(error)".isEmpty, "an error says nothing") }
}

/// Says what is wrong, which a precondition in optimised code does not.
private func require(_ holds: Bool, _ fault: String) {
  if !holds { fatalError(fault) }
}

private func check(_ item: CatalogItem) {
  guard case .entry(let entry) = item else { return }
  guard case .raster(let raster) = entry.picture else { fatalError("a picture lies elsewhere") }
  require(raster.width > 0 && raster.height > 0, "a picture has no pixels")
  require(raster.pixels.count == raster.width * raster.height * 3, "a picture is not whole")
  require(
    (entry.rightAscension == nil) == (entry.declination == nil), "a position is half a position")
  require((0...360).contains(entry.rightAscension ?? 0), "a right ascension is off the sky")
  require((-90...90).contains(entry.declination ?? 0), "a declination is off the sky")
  require(entry.redshift?.isFinite ?? true, "a redshift is not finite")
}
