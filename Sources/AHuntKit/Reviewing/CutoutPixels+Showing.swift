import Imaging
import Review
import Store
import Survey

extension CutoutPixels {
  /// The picture as a view wants it, with at most `side` pixels on a side and never more than it has.
  ///
  /// What is black and what is white follows from the whole picture, so it stays when a person looks
  /// closer. Float bands are stretched from their values, 8-bit pictures from their levels.
  ///
  /// - Parameter usual: how its catalog wants float bands shown; `nil` for the usual way.
  func shown(_ view: PictureView, side: Int, usual: PictureStretch?) -> Raster {
    switch self {
    case .bytes(let raster): raster.shown(view, side: side)
    case .floats(let bands): bands.shown(view, side: side, usual: usual ?? PictureStretch())
    }
  }

  /// What has to be said of a stretch of this picture; empty for what goes without saying.
  func remark(on stretch: PictureView.Stretch) -> String {
    switch (self, stretch) {
    case (_, .stored): ""
    case (_, .band(let band)) where band >= channels: "there is no band \(band + 1)"
    case (_, .band(let band)): "band \(band + 1) of \(channels)"
    case (.bytes, _): "of its 8-bit levels, which the survey has stretched already"
    case (.floats, _): "of its values"
    }
  }
}

extension PictureView {
  /// Share of a picture's side that is shown.
  fileprivate var share: Double { 1 / Double(min(64, max(1, zoom))) }
}

extension PictureView.Stretch {
  fileprivate var curve: BrightnessCurve.Shape? {
    switch self {
    case .linear: .linear
    case .asinh: .asinh
    case .logarithmic: .logarithmic
    case .stored, .band: nil
    }
  }
}

extension Raster {
  fileprivate func shown(_ view: PictureView, side: Int) -> Raster {
    let part = centreSquare(keeping: view.share).fitting(side)
    if let curve = view.stretch.curve {
      return BrightnessCurve(curve, fittedTo: FloatRaster(self), isBalanced: false)(
        FloatRaster(part))
    }
    guard case .band(let band) = view.stretch, (0..<3).contains(band) else { return part }
    var grey = part
    for start in stride(from: 0, to: grey.pixels.count, by: 3) {
      for channel in 0..<3 { grey.pixels[start + channel] = part.pixels[start + band] }
    }
    return grey
  }

  /// The picture with at most so many pixels on its longer side.
  func fitting(_ side: Int) -> Raster {
    let longer = max(width, height)
    guard longer > max(1, side) else { return self }
    return resized(
      width: max(1, width * max(1, side) / longer), height: max(1, height * max(1, side) / longer))
  }
}

extension FloatRaster {
  fileprivate func shown(_ view: PictureView, side: Int, usual: PictureStretch) -> Raster {
    var part = centreSquare(keeping: view.share)
    if part.width > max(1, side) { part = part.resized(width: max(1, side), height: max(1, side)) }
    if let curve = view.stretch.curve {
      return BrightnessCurve(curve, fittedTo: self, isBalanced: true)(part)
    }
    var sample = sampled(atMost: 256)
    if case .band(let band) = view.stretch, (0..<channels).contains(band) {
      (sample, part) = (sample.band(band), part.band(band))
    }
    return LuptonStretch.fitted(to: sample, q: Float(usual.q), stretch: Float(usual.stretch))(part)
  }
}
