import Testing

@testable import Imaging

struct ArcsinhStretchTests {
  @Test(arguments: [(0, 0), (20, 0.8813736), (255, 3.2402130), (-20, -0.8813736), (1, 0.0499792)])
  func valuesAreThoseOfNumpy(value: Float, expected: Float) {
    #expect(abs(ArcsinhStretch()(value) - expected) < 1e-5)
  }

  @Test func inverseUndoesIt() {
    let stretch = ArcsinhStretch(softening: 0.3)
    for value: Float in [-4, -0.01, 0, 0.2, 1, 250] {
      #expect(abs(stretch.inverse(stretch(value)) - value) < 1e-4 * max(1, abs(value)))
    }
  }

  @Test func arraysAndPicturesAreStretchedValueByValue() {
    let stretch = ArcsinhStretch()
    #expect(stretch([0, 20, 255]) == [stretch(0), stretch(20), stretch(255)])
    let raster = Raster(width: 2, height: 1, pixels: [0, 20, 255, 1, 2, 3])
    #expect(stretch(raster) == stretch([0, 20, 255, 1, 2, 3]))
  }
}
