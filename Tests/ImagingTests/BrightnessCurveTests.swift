import Testing

@testable import Imaging

/// Brightness by curves.
struct BrightnessCurveTests {
  /// A black sky without noise and a ramp of light of one colour to the right.
  private func ramp(_ colour: [Float] = [100, 100, 100], sky: Float = 0) -> FloatRaster {
    var picture = FloatRaster(width: 64, height: 64, channels: 3, filling: sky)
    for x in 0..<64 {
      for (channel, value) in colour.enumerated() {
        picture[x, 10, channel] = sky + value * Float(x) / 63
      }
    }
    return picture
  }

  @Test func linearIsInProportion() {
    let picture = ramp(sky: 7)
    let shown = BrightnessCurve(.linear, fittedTo: picture, isBalanced: false)(picture)
    #expect(shown[63, 10].red >= 250 && shown[0, 10].red == 0 && shown[30, 30].red == 0)
    let (half, quarter) = (Double(shown[32, 10].red), Double(shown[16, 10].red))
    #expect(abs(half / quarter - 2) < 0.05)
  }

  @Test func faintLightIsLiftedAndTheOrderKept() {
    let picture = ramp()
    let rows = [BrightnessCurve.Shape.linear, .asinh, .logarithmic].map { shape in
      let shown = BrightnessCurve(shape, fittedTo: picture, isBalanced: true)(picture)
      return (0..<64).map { Int(shown[$0, 10].green) }
    }
    for row in rows { #expect(row == row.sorted() && row[63] >= 250) }
    #expect(rows[0][4] < rows[1][4] && rows[1][4] < rows[2][4])
  }

  @Test func coloursAreKept() {
    let picture = ramp([120, 60, 30])
    for shape in [BrightnessCurve.Shape.linear, .asinh, .logarithmic] {
      let shown = BrightnessCurve(shape, fittedTo: picture, isBalanced: false)(picture)
      let pixel = shown[20, 10]
      #expect(abs(Double(pixel.red) / Double(pixel.green) - 2) < 0.1)
      #expect(abs(Double(pixel.green) / Double(pixel.blue) - 2) < 0.2)
    }
  }

  @Test func whatHasNoDataIsBlack() {
    var picture = ramp()
    picture[40, 10, 0] = .nan
    picture[41, 10, 1] = .infinity
    for channel in 0..<3 { picture[42, 10, channel] = .nan }
    let shown = BrightnessCurve(.asinh, fittedTo: picture, isBalanced: true)(picture)
    #expect(shown[42, 10] == (0, 0, 0))
    #expect(shown[40, 10].red == 0 && shown[40, 10].green > 0)
    let blank = FloatRaster(width: 4, height: 4, channels: 3, filling: .nan)
    let none = BrightnessCurve(.linear, fittedTo: blank, isBalanced: true)(blank)
    #expect(none.pixels.allSatisfy { $0 == 0 })
  }

  @Test func aSampleKeepsEverySoManyThPixel() {
    let picture = ramp()
    #expect(picture.sampled(atMost: 64) == picture)
    let sample = picture.sampled(atMost: 16)
    #expect(sample.width == 16 && sample.height == 16 && sample.channels == 3)
    #expect(sample[5, 2, 1] == picture[20, 8, 1])
    #expect(picture.band(2).channels == 1 && picture.band(2)[9, 10, 0] == picture[9, 10, 2])
    #expect(FloatRaster(Raster(width: 1, height: 1, pixels: [1, 2, 3])).values == [1, 2, 3])
  }
}
