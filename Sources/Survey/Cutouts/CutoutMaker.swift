import Files
package import Imaging

/// Turns one catalog entry into a cutout.
package struct CutoutMaker: Sendable {
  /// Pixels on each side of a cutout.
  package let size: Int
  /// How much of the shorter side is kept, about the middle; 1 keeps all.
  package let crop: Double
  /// Which bands of a FITS file are the channels.
  package let bands: BandMapping

  /// A maker of cutouts of `size` × `size` pixels, 64 unless said otherwise.
  package init(size: Int = 64, crop: Double = 1, bands: BandMapping = .automatic) {
    precondition(size > 0, "a cutout needs at least one pixel a side, not \(size)")
    precondition(crop > 0 && crop <= 1, "a crop keeps more than 0 and at most 1, not \(crop)")
    self.size = size
    self.crop = crop
    self.bands = bands
  }

  /// Reads, decodes, crops to the central square and resizes.
  package func make(_ entry: CatalogEntry) -> Result<Cutout, Rejection> {
    let name = entry.picture.path ?? entry.origin
    do {
      if let signal = CrashGuard.signal(of: name) { throw Rejection.Reason.crash(signal) }
      let pixels = try CrashGuard.reading(name) {
        switch entry.picture {
        case .file(let path): try read(path)
        case .raster(let raster): cut(raster)
        case .float(let raster): try cut(raster)
        }
      }
      return .success(Cutout(entry: entry, pixels: pixels))
    } catch {
      return .failure(Rejection(source: CutoutMaker.source(of: entry), reason: .init(error)))
    }
  }

  /// 100 million float32 pixels and their headers; what unpacks to more is taken for a bomb.
  private static let mostUnpacked = 4 * FITSImage.mostValues + 10_000_000

  private func read(_ path: String) throws -> CutoutPixels {
    var bytes = try PictureFile.bytes(of: path)
    if GZIP.isPacked(bytes) {
      bytes = try GZIP.unpacked(bytes, atMost: CutoutMaker.mostUnpacked)
    }
    if FITSImage.isFITS(bytes) {
      return try cut(FITSImage.read(bytes: bytes, bands: bands))
    }
    // Another picture than FITS has nothing to choose from.
    guard bands == .automatic else { throw ImagingError.noBands }
    // Twice the size leaves the anti-aliasing filter enough to work on.
    let side = Int((Double(size * 2) / crop).rounded(.up))
    return cut(try Raster(decoding: bytes, fittingAtLeast: side))
  }

  private func cut(_ raster: Raster) -> CutoutPixels {
    .bytes(raster.centreSquare(keeping: crop).resized(width: size, height: size))
  }

  private func cut(_ raster: FloatRaster) throws(ImagingError) -> CutoutPixels {
    let cutout = raster.centreSquare(keeping: crop).resized(width: size, height: size)
    guard cutout.values.contains(where: { !$0.isNaN }) else {
      throw .noData(detail: "its middle is blank")
    }
    return .floats(cutout)
  }

  /// The row and the file; a folder's entries are their files already.
  private static func source(of entry: CatalogEntry) -> String {
    guard let path = entry.picture.path else { return entry.origin }
    return path.hasSuffix(entry.origin) ? path : "\(entry.origin) (\(path))"
  }
}
