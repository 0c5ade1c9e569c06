import Dispatch
import Files
import Foundation
import Imaging

/// Reads many cutouts of one mosaic at once, every thread through a file of its own.
final class MosaicCutter: @unchecked Sendable {
  /// Pixels of the mosaic on each side of a cutout.
  let side: Int
  // One mosaic a thread: an element is touched by its own iteration alone, and `cut` is not called
  // twice at a time.
  private let mosaics: [FITSMosaic]
  private let file: String

  init(path: String, bands: BandMapping, angle: Double?, size: Int) throws(SurveyError) {
    file = (path as NSString).lastPathComponent
    mosaics = try GuardedReader.reading(path) { () throws(SurveyError) in
      do throws(ImagingError) {
        var mosaics: [FITSMosaic] = []
        for _ in 0..<min(8, ProcessInfo.processInfo.activeProcessorCount) {
          mosaics.append(try FITSMosaic(path: path, bands: bands))
        }
        return mosaics
      } catch {
        throw .unusableFITS(path: path, error)
      }
    }
    side = angle.map(mosaics[0].pixels(forArcseconds:)) ?? size
  }

  /// So many that all threads have work and the pixels take about 32 megabytes.
  var batchSize: Int {
    let bytes = side.multipliedReportingOverflow(by: side).partialValue.magnitude * 12
    return min(256, max(mosaics.count, (32 << 20) / Int(max(1, bytes))))
  }

  /// Gives each entry its pixels, or says why it has none; the order is kept.
  func cut(_ items: [CatalogItem]) -> [CatalogItem] {
    var cut = items
    // Neighbours on the sky share tiles and pages of the file, so every thread takes a stretch of
    // declination.
    let order = items.indices.sorted { declination(items[$0]) < declination(items[$1]) }
    let share = (items.count + mosaics.count - 1) / mosaics.count
    cut.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own elements and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: mosaics.count) { thread in
        for index in order.dropFirst(thread * share).prefix(share) {
          slots[index] = self.cut(items[index], from: mosaics[thread])
        }
      }
    }
    return cut
  }

  private func cut(_ item: CatalogItem, from mosaic: FITSMosaic) -> CatalogItem {
    guard case .entry(var entry) = item else { return item }
    guard let ra = entry.rightAscension, let dec = entry.declination else {
      return .rejection(
        Rejection(
          source: entry.origin, reason: .row("the catalog gives no ra and dec to cut it out by")))
    }
    let source = "\(entry.origin) (\(file))"
    if let signal = CrashGuard.signal(of: source) {
      return .rejection(Rejection(source: source, reason: .crash(signal)))
    }
    do throws(ImagingError) {
      let side = side
      entry.picture = .float(
        try CrashGuard.reading(source) { () throws(ImagingError) in
          try mosaic.cutout(rightAscension: ra, declination: dec, side: side)
        })
      return .entry(entry)
    } catch {
      return .rejection(Rejection(source: source, reason: .picture(error)))
    }
  }

  private func declination(_ item: CatalogItem) -> Double {
    if case .entry(let entry) = item { entry.declination ?? 0 } else { 0 }
  }
}
