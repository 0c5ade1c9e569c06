private import Foundation
import Vocabulary

extension Preprocessing {
  /// The stretch measured on a training set, which is read once.
  ///
  /// 8-bit levels: softening 20, and the largest value of each channel.
  ///
  /// Floats: the softening is three times the sky noise of the channel, so that the faint outskirts
  /// stay linear and the noise takes little of the range (Lupton, Gunn & Szalay 1999 turn to
  /// logarithms at 1.04 σ, where the noise is all there is to see). The noise is 1.4826 times the
  /// median absolute deviation of the pixels along the cutouts' borders, which outlying stars leave
  /// alone. The maximum is that of 99 % of the cutouts: what one cosmic ray reaches is no measure.
  package init(
    measuring cutouts: any CutoutSource, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws {
    switch cutouts.format {
    case .uint8: try self.init(levelsOf: cutouts, isCancelled)
    case .float32: try self.init(floatsOf: cutouts, isCancelled)
    }
  }

  private init(levelsOf cutouts: any CutoutSource, _ isCancelled: (@Sendable () -> Bool)?) throws {
    // Whole rows of pixels side by side: the compiler takes 32 bytes at a time.
    var largest = [UInt8](repeating: 0, count: cutouts.size * 3)
    try cutouts.forEachGroup(of: cutouts.groupSize, isCancelled: isCancelled) { _, bytes in
      Self.raise(&largest, over: bytes)
    }
    let levels = Self.perChannel(largest)
    // A channel that is black throughout stays black instead of dividing by zero.
    self.init(channelMaximum: levels.map { asinh(Double(max($0, 1)) / Self.levelSoftening) })
  }

  private init(floatsOf cutouts: any CutoutSource, _ isCancelled: (@Sendable () -> Bool)?) throws {
    var maxima: [[Float]] = [[], [], []]
    var sky: [[Float]] = [[], [], []]
    let step = max(1, cutouts.count / 2_048)
    try cutouts.forEachGroup(of: cutouts.groupSize, isCancelled: isCancelled) { range, bytes in
      for (place, number) in range.enumerated() {
        let values = UnsafeRawBufferPointer(
          rebasing: bytes[place * cutouts.cutoutBytes..<(place + 1) * cutouts.cutoutBytes]
        ).bindMemory(to: Float.self)
        var largest = [Float](repeating: 0, count: cutouts.size * 3)
        Self.raise(&largest, over: UnsafeRawBufferPointer(values))
        for (channel, value) in Self.perChannel(largest).enumerated() {
          maxima[channel].append(value)
        }
        if number % step == 0 { Self.collectBorder(values, size: cutouts.size, into: &sky) }
      }
    }
    let white = maxima.map { values in
      Double(values.sorted()[Int((0.99 * Double(values.count)).rounded(.up)) - 1])
    }
    let softening = zip(sky, white).map { sky, white in
      let noise = 3 * 1.4826 * Self.medianAbsoluteDeviation(sky)
      // Without any noise the proportions are those of 8-bit levels; black stays black.
      return noise > 0 ? noise : white > 0 ? white * Self.levelSoftening / 255 : 1
    }
    self.init(
      channelMaximum: zip(white, softening).map { max(asinh($0 / $1), 1e-3) },
      softening: softening, format: .float32)
  }

  /// Raises each element of a row to the largest value in its place of all rows.
  private static func raise<Value: Comparable>(
    _ largest: inout [Value], over bytes: UnsafeRawBufferPointer
  ) {
    let rows = bytes.bindMemory(to: Value.self)
    largest.withUnsafeMutableBufferPointer { largest in
      for start in stride(from: 0, to: rows.count, by: largest.count) {
        for place in 0..<largest.count {
          let value = rows[start &+ place]
          largest[place] = value > largest[place] ? value : largest[place]
        }
      }
    }
  }

  /// The largest of every third element.
  private static func perChannel<Value: Comparable>(_ row: [Value]) -> [Value] {
    (0..<3).map { channel in
      stride(from: channel, to: row.count, by: 3).reduce(row[channel]) { max($0, row[$1]) }
    }
  }

  private static func collectBorder(
    _ values: UnsafeBufferPointer<Float>, size: Int, into sky: inout [[Float]]
  ) {
    for y in 0..<size {
      for x in 0..<size where y == 0 || y == size - 1 || x == 0 || x == size - 1 {
        for channel in 0..<3 { sky[channel].append(values[(y * size + x) * 3 + channel]) }
      }
    }
  }

  private static func medianAbsoluteDeviation(_ values: [Float]) -> Double {
    let middle = median(values)
    return Double(median(values.map { abs($0 - middle) }))
  }

  /// The middle value; of an even number the upper one of two.
  private static func median(_ values: [Float]) -> Float {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
