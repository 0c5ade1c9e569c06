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
        case .raster(let raster): try cut(.bytes(raster))
        case .float(let raster): try cut(.floats(raster))
        }
      }
      return .success(Cutout(entry: entry, pixels: pixels))
    } catch {
      return .failure(Rejection(source: CutoutMaker.source(of: entry), reason: .init(error)))
    }
  }

  /// The picture at its full resolution, cropped as the cutout is, and the cutout made of it.
  ///
  /// - Parameters:
  ///   - name: What is read, should the program crash on it.
  ///   - most: Bytes of a file that are read at most; pixels of a side that are kept at most.
  /// - Throws: `Rejection.Reason`.
  package func original(
    _ picture: PictureSource, named name: String, atMost most: (bytes: Int, side: Int)
  ) throws(Rejection.Reason) -> OriginalPicture {
    if let signal = CrashGuard.signal(of: name) { throw .crash(signal) }
    do {
      return try CrashGuard.reading(name) {
        switch picture {
        case .file(let path):
          let bytes = try unpacked(path, atMost: most.bytes)
          let side = Int((Double(most.side) / crop).rounded(.up))
          return OriginalPicture(
            whole: try decoded(bytes, fittingAtLeast: side).centreSquare(keeping: crop),
            cutout: try cut(decoded(bytes, fittingAtLeast: sideToDecode)))
        case .raster(let raster):
          return OriginalPicture(
            whole: CutoutPixels.bytes(raster).centreSquare(keeping: crop),
            cutout: try cut(.bytes(raster)))
        case .float(let raster):
          return OriginalPicture(
            whole: CutoutPixels.floats(raster).centreSquare(keeping: crop),
            cutout: try cut(.floats(raster)))
        }
      }
    } catch {
      throw Rejection.Reason(error)
    }
  }

  /// 100 million float32 pixels and their headers; what unpacks to more is taken for a bomb.
  private static let mostUnpacked = 4 * FITSImage.mostValues + 10_000_000

  /// Twice the size leaves the anti-aliasing filter enough to work on.
  private var sideToDecode: Int { Int((Double(size * 2) / crop).rounded(.up)) }

  private func read(_ path: String) throws -> CutoutPixels {
    try cut(decoded(unpacked(path), fittingAtLeast: sideToDecode))
  }

  private func unpacked(_ path: String, atMost most: Int = PictureFile.mostBytes) throws -> [UInt8]
  {
    let bytes = try PictureFile.bytes(of: path, atMost: most)
    return GZIP.isPacked(bytes)
      ? try GZIP.unpacked(bytes, atMost: CutoutMaker.mostUnpacked) : bytes
  }

  /// - Parameter side: Pixels that the shorter side of a JPEG keeps, should it be scaled down.
  private func decoded(_ bytes: [UInt8], fittingAtLeast side: Int) throws -> CutoutPixels {
    if FITSImage.isFITS(bytes) { return .floats(try FITSImage.read(bytes: bytes, bands: bands)) }
    // Another picture than FITS has nothing to choose from.
    guard bands == .automatic else { throw ImagingError.noBands }
    return .bytes(try Raster(decoding: bytes, fittingAtLeast: side))
  }

  private func cut(_ pixels: CutoutPixels) throws(ImagingError) -> CutoutPixels {
    let cutout = pixels.centreSquare(keeping: crop).resized(to: size)
    if case .floats(let raster) = cutout {
      guard raster.values.contains(where: { !$0.isNaN }) else {
        throw .noData(detail: "its middle is blank")
      }
    }
    return cutout
  }

  /// The row and the file; a folder's entries are their files already.
  private static func source(of entry: CatalogEntry) -> String {
    guard let path = entry.picture.path else { return entry.origin }
    return path.hasSuffix(entry.origin) ? path : "\(entry.origin) (\(path))"
  }
}
