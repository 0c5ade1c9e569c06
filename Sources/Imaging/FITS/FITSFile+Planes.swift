extension FITSFile {
  /// A spectral cube has thousands; more than this is a damaged header.
  private static let mostPlanes = 100_000

  /// CFITSIO's limit is far higher; nothing that is a picture has so many.
  private static let mostAxes = 9

  /// Every two-dimensional image in the file, in the file's order.
  func planes() throws(ImagingError) -> [FITSPlane] {
    var planes: [FITSPlane] = []
    for unit in units where unit.kind == .image && unit.axes.count >= 2 {
      guard let pixels = unit.axes.product, pixels > 0 else { continue }
      let depth = pixels / unit.axes[0] / unit.axes[1]
      guard unit.axes.count <= FITSFile.mostAxes, planes.count + depth <= FITSFile.mostPlanes
      else {
        let shape = unit.axes.prefix(FITSFile.mostAxes).map(String.init)
        throw .tooLarge(detail: "an array of \(shape.joined(separator: " by "))")
      }
      let names = depth == 1 ? [unit.header.names()] : unit.header.bandNames(count: depth)
      let isPicture =
        unit.bits == 8 && unit.header.text("BSCALE") == nil && unit.header.text("BZERO") == nil
      planes += (0..<depth).map {
        FITSPlane(
          unit: unit.number, axes: unit.axes, index: $0, names: names[$0], isPicture: isPicture)
      }
    }
    return planes
  }
}

extension FITSHeader {
  /// What an image of one plane is called; a name that tells the colour comes first.
  fileprivate func names() -> [String] {
    let names = ["BAND", "FILTER", "FILTER1", "FILTER2", "EXTNAME"].compactMap(text)
      .filter { $0.uppercased() != "COMPRESSED_IMAGE" }
    return names.filter { FilterName.wavelength($0) != nil }
      + names.filter { FilterName.wavelength($0) == nil }
  }

  /// Planes of a cube are named by BANDS (`grz`, `g,r,z`) as in Legacy Survey cutouts, or by one
  /// keyword each.
  fileprivate func bandNames(count: Int) -> [[String]] {
    if let bands = text("BANDS") {
      let words = bands.split { ", ;/".contains($0) }.map(String.init)
      if words.count == count { return words.map { [$0] } }
      if bands.count == count { return bands.map { [String($0)] } }
    }
    for keyword in ["BAND", "FILTER", "PLANE"] {
      for first in [0, 1] {
        var names: [[String]] = []
        while names.count < count, let name = text("\(keyword)\(first + names.count)") {
          names.append([name])
        }
        if names.count == count { return names }
      }
    }
    return [[String]](repeating: [], count: count)
  }
}
