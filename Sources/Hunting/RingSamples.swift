import Foundation

/// Where concentric rings cut a square image, with the weights to read it there bilinearly.
struct RingSamples: Sendable {
  private let rings: Int
  private let angles: Int
  private let size: Int
  /// Upper-left pixel of each sample, ring-major.
  private let corners: [Int]
  private let right: [Float]
  private let down: [Float]

  init(size: Int, rings: Int, angles: Int) {
    self.size = size
    self.rings = rings
    self.angles = angles
    let centre = Double(size - 1) / 2
    var corners: [Int] = []
    var right: [Float] = []
    var down: [Float] = []
    for ring in 0..<rings {
      let radius = (Double(ring) + 0.5) / Double(rings) * centre
      for angle in 0..<angles {
        let phase = 2 * Double.pi * Double(angle) / Double(angles)
        let x = centre + radius * cos(phase)
        let y = centre + radius * sin(phase)
        let left = min(size - 2, max(0, Int(x.rounded(.down))))
        let top = min(size - 2, max(0, Int(y.rounded(.down))))
        corners.append(top * size + left)
        right.append(Float(x - Double(left)))
        down.append(Float(y - Double(top)))
      }
    }
    self.corners = corners
    self.right = right
    self.down = down
  }

  /// The image along every ring, ring-major.
  func read(_ image: [Float]) -> [Float] {
    corners.indices.map { sample in
      let corner = corners[sample]
      let top = image[corner] + right[sample] * (image[corner + 1] - image[corner])
      let below = corner + size
      let bottom = image[below] + right[sample] * (image[below + 1] - image[below])
      return top + down[sample] * (bottom - top)
    }
  }

  /// Mean of each ring's samples.
  func ringMeans(_ samples: [Float]) -> [Float] {
    (0..<rings).map { ring in
      samples[ring * angles..<(ring + 1) * angles].reduce(0, +) / Float(angles)
    }
  }
}
