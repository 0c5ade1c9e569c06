import Foundation
import Imaging
import Review
import Store
import Testing
import Vocabulary

@Suite struct StoredPictureTests {
  private func stored(_ values: [Float], channels: Int) -> StoredCutout {
    let side = Int(Double(values.count / channels).squareRoot())
    return StoredCutout(
      shape: CutoutShape(format: .float32, width: side, height: side, channels: channels),
      bytes: values.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
      })
  }

  @Test func bytesAreShownAsTheyAre() {
    let shape = CutoutShape(width: 2, height: 1)
    let picture = StoredPicture.raster(of: StoredCutout(shape: shape, bytes: [1, 2, 3, 4, 5, 6]))
    #expect(picture == Raster(width: 2, height: 1, pixels: [1, 2, 3, 4, 5, 6]))
    let grey = StoredPicture.raster(
      of: StoredCutout(shape: CutoutShape(width: 2, height: 1, channels: 1), bytes: [7, 9]))
    #expect(grey == Raster(width: 2, height: 1, pixels: [7, 7, 7, 9, 9, 9]))
    let four = StoredPicture.raster(
      of: StoredCutout(shape: CutoutShape(width: 1, height: 1, channels: 4), bytes: [1, 2, 3, 4]))
    #expect(four == Raster(width: 1, height: 1, pixels: [1, 2, 3]))
  }

  /// A sky of noise about 100 with one source in it.
  @Test func floatsAreStretchedAboutTheirOwnSky() {
    var values: [Float] = (0..<256).flatMap { index -> [Float] in
      let noise = Float((index * 37) % 11) - 5
      return [100 + noise, 100 + noise, 100 + noise]
    }
    for channel in 0..<3 { values[(8 * 16 + 8) * 3 + channel] = 1000 }
    values[0] = .nan
    let cutout = stored(values, channels: 3)
    let picture = StoredPicture.raster(of: cutout)
    #expect(picture[8, 8].red > 150)
    #expect(picture[3, 3].red < 60)
    #expect(picture[0, 0].red == 0)
    // A smaller stretch shows fainter light, and more of the source.
    let deep = StoredPicture.raster(of: cutout, stretch: PictureStretch(stretch: 2))
    #expect(
      deep.pixels.reduce(0) { $0 + Int($1) } > picture.pixels.reduce(0) { $0 + Int($1) })
  }
}
