import Imaging

/// The pictures of an HDF5 file, whichever way round their channels lie.
struct HDF5Pictures {
  /// Columns of a picture.
  let width: Int
  /// Rows of a picture.
  let height: Int
  private let dataset: HDF5Dataset
  private let isPlanar: Bool

  /// Larger than any cutout, and small enough to be held.
  private static let pixelLimit = 100_000_000

  /// Pictures of a dataset N×H×W×3 or N×3×H×W of bytes.
  init(_ dataset: HDF5Dataset, path: String) throws(SurveyError) {
    let shape = dataset.shape
    func wrong(_ found: String) -> SurveyError {
      .wrongDataset(
        path: path, dataset: dataset.name, expected: "N×H×W×3 or N×3×H×W of 8-bit integers",
        found: found)
    }
    guard shape.count == 4, shape[3] == 3 || shape[1] == 3, shape[0] > 0 else {
      throw wrong(shape.map(String.init).joined(separator: "×"))
    }
    guard dataset.element == .integer(bytes: 1) else { throw wrong("\(dataset.element)") }
    isPlanar = shape[3] != 3
    height = shape[isPlanar ? 2 : 1]
    width = shape[isPlanar ? 3 : 2]
    guard width > 0, height > 0, height <= HDF5Pictures.pixelLimit / width else {
      throw wrong("pictures of \(width)×\(height) pixels")
    }
    self.dataset = dataset
  }

  /// Bytes of a picture.
  var byteCount: Int { width * height * 3 }

  /// Some of the pictures, in order.
  func read(_ rows: Range<Int>) throws(SurveyError) -> [Raster] {
    let bytes = try dataset.bytes(rows: rows)
    return (0..<rows.count).map { index in
      let own = bytes[index * byteCount..<(index + 1) * byteCount]
      return Raster(
        width: width, height: height, pixels: isPlanar ? interleaved(own) : Array(own))
    }
  }

  private func interleaved(_ planes: ArraySlice<UInt8>) -> [UInt8] {
    let area = width * height
    var pixels = [UInt8](repeating: 0, count: planes.count)
    for channel in 0..<3 {
      let start = planes.startIndex + channel * area
      for index in 0..<area { pixels[index * 3 + channel] = planes[start + index] }
    }
    return pixels
  }
}
