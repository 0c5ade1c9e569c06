import Foundation
import Imaging

/// Turns one catalog entry into a cutout.
package struct CutoutMaker: Sendable {
  /// Pixels on each side of a cutout.
  package let size: Int

  /// A maker of cutouts of `size` × `size` pixels, 64 unless said otherwise.
  package init(size: Int = 64) {
    precondition(size > 0, "a cutout needs at least one pixel a side, not \(size)")
    self.size = size
  }

  /// Reads, decodes, crops to the central square and resizes.
  package func make(_ entry: CatalogEntry) -> Result<Cutout, Rejection> {
    do {
      let bytes = try CutoutMaker.read(entry.imagePath)
      // Twice the size leaves the anti-aliasing filter enough to work on.
      let picture = try Raster(decoding: bytes, fittingAtLeast: size * 2)
      let raster = picture.centreSquare().resized(width: size, height: size)
      return .success(Cutout(entry: entry, raster: raster, sha256: SHA256.hexDigest(of: bytes)))
    } catch {
      return .failure(Rejection(source: CutoutMaker.source(of: entry), reason: "\(error)"))
    }
  }

  /// The row and the file; a folder's entries are their files already.
  private static func source(of entry: CatalogEntry) -> String {
    entry.imagePath.hasSuffix(entry.origin)
      ? entry.imagePath : "\(entry.origin) (\(entry.imagePath))"
  }

  private static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileProblem(description: "there is no such file; correct the path or fetch the picture")
    }
    if isFolder.boolValue {
      throw FileProblem(description: "it is a folder; the path has to name a picture")
    }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw FileProblem(description: "it cannot be read (\(error.localizedDescription))")
    }
  }

  private struct FileProblem: Error, CustomStringConvertible {
    let description: String
  }
}
