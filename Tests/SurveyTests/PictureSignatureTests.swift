import Foundation
import Imaging
import Testing

@testable import Survey

struct PictureSignatureTests {
  /// Signs of SciPy's transform of the same 32 by 32 pixels:
  ///
  ///     x, y = numpy.meshgrid(numpy.arange(32), numpy.arange(32))
  ///     p = (x * x * 5 + y * 11 + x * y * 3 + 17 * (x // 5) * (y % 7)) % 251
  ///     c = scipy.fft.dctn(p.astype(float))[:8, :8].flatten()
  ///     sum(1 << b for b in range(1, 64) if c[b] > 0)
  @Test func theHashIsThatOfAReferenceTransform() {
    var picture = Raster(width: 32, height: 32)
    for y in 0..<32 {
      for x in 0..<32 {
        let value = UInt8((x * x * 5 + y * 11 + x * y * 3 + 17 * (x / 5) * (y % 7)) % 251)
        picture[x, y] = (value, value, value)
      }
    }
    #expect(PictureSignature(of: picture).hash == 0x0BD9_D043_9000_2004)
  }

  @Test func turningAPictureRearrangesItsHash() {
    let raster = Knots(seed: 7).raster(side: 32)
    let signature = PictureSignature(of: raster)
    for symmetry in PictureSignature.Symmetry.all {
      let turned = PictureSignature(
        of: raster.rearranged { symmetry.place($0, $1, side: 32) })
      #expect(symmetry.applied(to: signature.hash) == turned.hash)
      #expect(signature.turned(by: symmetry) == turned.brightness)
    }
  }

  @Test func theEightSymmetriesAreDifferentAndThoseOfASquare() {
    let corners = PictureSignature.Symmetry.all.map { symmetry in
      [(0, 0), (1, 0), (0, 1)].map { place in
        let (x, y) = symmetry.place(place.0, place.1, side: 2)
        return y * 2 + x
      }
    }
    #expect(Set(corners).count == 8)
  }

  @Test func aTurnedOrBrightenedPictureIsTheSame() {
    let raster = Knots(seed: 3).raster()
    let signature = PictureSignature(of: raster)
    let turned = PictureSignature(of: raster.rearranged { (63 - $1, $0) })
    #expect(signature.similarity(to: signature) == 1)
    #expect(signature.similarity(to: turned) > 0.9999)
    #expect(signature.similarity(to: turned) == turned.similarity(to: signature))
    let dimmed = Raster(width: 64, height: 64, pixels: raster.pixels.map { $0 / 2 })
    #expect(signature.similarity(to: PictureSignature(of: dimmed)) > 0.999)
    #expect(signature.similarity(to: PictureSignature(of: Knots(seed: 4).raster())) < 0.9)
  }

  @Test func picturesOfOneColourAreAlikeOnly() {
    let grey = PictureSignature(of: Raster(width: 16, height: 16, filling: 9))
    let white = PictureSignature(of: Raster(width: 64, height: 64, filling: 255))
    #expect(grey.similarity(to: white) == 1)
    #expect(grey.similarity(to: PictureSignature(of: Knots(seed: 1).raster())) == 0)
  }

  @Test func floatPicturesHaveOneToo() {
    let raster = Knots(seed: 5).raster()
    var bands = FloatRaster(
      width: 64, height: 64, channels: 3, values: raster.pixels.map { Float($0) / 1000 })
    bands[0, 0, 0] = .nan
    let signature = PictureSignature(of: .floats(bands))
    let turned = FloatRaster(
      width: 64, height: 64, channels: 3,
      values: raster.rearranged { (63 - $0, $1) }.pixels.map { Float($0) / 1000 })
    #expect(signature.similarity(to: PictureSignature(of: .floats(turned))) > 0.99)
  }
}
