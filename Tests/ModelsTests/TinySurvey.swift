import Foundation
import Models
import Tensors

/// Small cutouts of two kinds: a round warm blob and a long blue streak, with noise.
func tinySurvey(_ count: Int, seed: UInt64 = 1) -> (cutouts: CutoutSet, labels: [Int]) {
  let size = 32
  let noise: [Float] = RandomState(seed: seed).uniform([count, size, size, 3]).array()
  var pixels = [UInt8](repeating: 0, count: count * size * size * 3)
  for i in 0..<count {
    for y in 0..<size {
      for x in 0..<size {
        let (dx, dy) = (Double(x) - 15.5, Double(y) - 15.5)
        let light =
          i % 2 == 0
          ? exp(-(dx * dx + dy * dy) / 40) : exp(-(dx * dx / 200 + dy * dy / 6))
        let colour = i % 2 == 0 ? [200.0, 150, 90] : [90.0, 130, 200]
        for channel in 0..<3 {
          let at = ((i * size + y) * size + x) * 3 + channel
          pixels[at] = UInt8(min(255, light * colour[channel] + Double(noise[at]) * 25))
        }
      }
    }
  }
  return (CutoutSet(size: size, pixels: pixels), (0..<count).map { $0 % 2 })
}
