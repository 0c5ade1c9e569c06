import CFITSIO
import Files
import Foundation

/// An open FITS file, read by CFITSIO, which lets one thread at a time use it.
///
/// The name is taken literally: CFITSIO's extended syntax, which a bracket in a file name would
/// set off, is never in play.
final class FITSFile {
  /// Every header and data unit.
  let units: [FITSUnit]
  /// Compressed tiles that are known to be whole.
  var checkedTiles: Set<Tile> = []
  private let file: UnsafeMutablePointer<fitsfile>
  private let memory: FITSMemory?

  /// Opens a file on disk; its pixels are read as they are asked for.
  ///
  /// - Throws: `ImagingError` for a file that is not there, is no FITS, or is not whole.
  init(path: String) throws(ImagingError) {
    units = try FITSFile.units(ofFileAt: path)
    memory = nil
    // A leading ~ means a home folder to CFITSIO; a full path begins with a slash.
    let full = URL(fileURLWithPath: path).path
    guard full.utf8.count <= FITSFile.longestPath else {
      throw .unreadableFITS(
        detail: "its path has \(full.utf8.count) bytes, and CFITSIO takes "
          + "\(FITSFile.longestPath) at most")
    }
    file = try FITSFile.open { file, status in cf_open_file(&file, full, &status) }
  }

  /// Opens a file held in memory, which must stay where it is as long as the file is open.
  init(bytes: UnsafeRawBufferPointer) throws(ImagingError) {
    units = try FITSFile.units(size: bytes.count) { offset, count in
      ArraySlice(bytes.dropFirst(offset).prefix(count))
    }
    let memory = FITSMemory(bytes)
    do {
      file = try FITSFile.open { file, status in
        cf_open_memory(&file, memory.start, memory.count, &status)
      }
    } catch {
      memory.free()
      throw error
    }
    self.memory = memory
  }

  deinit {
    var status: Int32 = 0
    cf_close(file, &status)
    // Nothing was written, so that closing has nothing to lose.
    if status != 0 { cf_clear_errors() }
    memory?.free()
  }

  /// Makes a unit the one that calls are about, the primary being 1.
  ///
  /// - Throws: `ImagingError.packedFITS` for an image whose compression is not to be undone.
  func move(to number: Int) throws(ImagingError) {
    let tiling = units[number - 1].tiling
    var (block, bytes) = (0, 0)
    switch tiling?.method {
    case .foreign(let method):
      throw .packedFITS(
        .tiles,
        detail: "\(FITSUnit.name(number)) is compressed by \(method), and only RICE and GZIP are "
          + "read")
    case .rice(let code): (block, bytes) = (code.block, code.bytes)
    case .gzip, nil: break
    }
    try call("moving to \(FITSUnit.name(number))") {
      var kind: Int32 = 0
      cf_move_to_unit($0, Int32(clamping: number), &kind, &$1)
    }
    guard let tiling else { return }
    let agrees = cf_has_tiling(
      file, Int32(tiling.axes.count), tiling.axes, tiling.lengths, Int32(tiling.column),
      Int32(block), Int32(bytes))
    guard agrees != 0 else {
      throw .damagedFITS(detail: "the header of \(FITSUnit.name(number)) contradicts itself")
    }
  }

  /// Calls CFITSIO; what fails becomes an error that says what was attempted.
  func call(
    _ purpose: @autoclosure () -> String,
    _ body: (UnsafeMutablePointer<fitsfile>, inout Int32) -> Void
  ) throws(ImagingError) {
    var status: Int32 = 0
    body(file, &status)
    if status != 0 { throw FITSFile.fault(status, while: purpose()) }
  }

  private static func open(
    _ body: (inout UnsafeMutablePointer<fitsfile>?, inout Int32) -> Void
  ) throws(ImagingError) -> UnsafeMutablePointer<fitsfile> {
    var file: UnsafeMutablePointer<fitsfile>?
    var status: Int32 = 0
    body(&file, &status)
    guard status == 0, let file else { throw fault(status, while: "opening it") }
    return file
  }

  /// Longer paths do not fit into CFITSIO's arrays.
  private static let longestPath = Int(FLEN_FILENAME) - 1

  private static func units(ofFileAt path: String) throws(ImagingError) -> [FITSUnit] {
    let file: InputFile
    do {
      file = try InputFile(path)
    } catch {
      throw .unreadableFile(error)
    }
    return try units(size: file.size) { offset, count throws(ImagingError) in
      do throws(InputFileError) {
        return try file.bytes(at: offset, count: count)[...]
      } catch {
        throw .unreadableFile(error)
      }
    }
  }

  /// The stack of messages is shared by all threads, so it is emptied and the status alone used.
  private static func fault(_ status: Int32, while purpose: String) -> ImagingError {
    cf_clear_errors()
    if status == MEMORY_ALLOCATION { return .outOfMemory }
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(FLEN_STATUS)) {
      cf_error_text(status, $0.baseAddress)
      return $0.baseAddress.map { String(cString: $0) } ?? ""
    }
    return .damagedFITS(detail: "\(purpose): \(text)")
  }
}
