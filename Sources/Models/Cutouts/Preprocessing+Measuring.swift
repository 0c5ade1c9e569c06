private import Foundation
import Vocabulary

extension Preprocessing {
  /// The stretch measured on a training set.
  ///
  /// 8-bit levels: softening 20, and the largest value of each channel.
  ///
  /// Floats: the softening is three times the sky noise of the channel, so that the faint outskirts
  /// stay linear and the noise takes little of the range (Lupton, Gunn & Szalay 1999 turn to
  /// logarithms at 1.04 σ, where the noise is all there is to see). The noise is 1.4826 times the
  /// median absolute deviation of the pixels along the cutouts' borders, which outlying stars leave
  /// alone. The maximum is that of 99 % of the cutouts: what one cosmic ray reaches is no measure.
  ///
  /// A cutout's largest values do not depend on the training set it is in. They are kept beside it
  /// where the source keeps anything, and the next training reads only cutouts without them; of
  /// floats also those 2,048 to 4,095 whose borders show the sky.
  package init(
    measuring cutouts: any CutoutSource, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws {
    switch cutouts.format {
    case .uint8:
      let peaks = try Self.measured(cutouts, skyOf: { _ in false }, isCancelled).peaks
      // A channel that is black throughout stays black instead of dividing by zero.
      self.init(
        channelMaximum: Self.perChannel(peaks).map {
          asinh(Double(max($0, 1)) / Self.levelSoftening)
        })
    case .float32:
      let step = max(1, cutouts.count / 2_048)
      let (peaks, sky) = try Self.measured(
        cutouts, skyOf: { $0.isMultiple(of: step) }, isCancelled)
      self.init(peaks: peaks, sky: sky)
    }
  }

  private init(peaks: [Float], sky: [[Float]]) {
    let white = (0..<3).map { channel in
      let values = stride(from: channel, to: peaks.count, by: 3).map { peaks[$0] }.sorted()
      return Double(values[Int((0.99 * Double(values.count)).rounded(.up)) - 1])
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

  /// Largest values of every cutout, three each, and of each channel the borders of some.
  ///
  /// Reads the cutouts whose largest values are not known, and those whose borders are wanted.
  private static func measured(
    _ cutouts: any CutoutSource, skyOf isShowing: (Int) -> Bool,
    _ isCancelled: (@Sendable () -> Bool)?
  ) throws -> (peaks: [Float], sky: [[Float]]) {
    let all = Array(0..<cutouts.count)
    var known =
      try cutouts.facts?.peaks(of: all)
      ?? KnownRows(values: [Float](repeating: 0, count: all.count * 3), missing: all)
    let missing = Set(known.missing)
    var peaks: [Float] = []
    peaks.reserveCapacity(known.missing.count * 3)
    var sky: [[Float]] = [[], [], []]
    let wanted = SelectedCutouts(
      base: cutouts, numbers: all.filter { missing.contains($0) || isShowing($0) })
    try wanted.forEachGroup(of: wanted.groupSize, isCancelled: isCancelled) { range, bytes in
      for (place, index) in range.enumerated() {
        let cutout = UnsafeRawBufferPointer(
          rebasing: bytes[place * cutouts.cutoutBytes..<(place + 1) * cutouts.cutoutBytes])
        let number = wanted.numbers[index]
        if missing.contains(number) { peaks += peak(of: cutout, cutouts) }
        if isShowing(number) {
          collectBorder(cutout.bindMemory(to: Float.self), size: cutouts.size, into: &sky)
        }
      }
    }
    // Many at once: each time is a commit.
    for start in stride(from: 0, to: known.missing.count, by: 8_192) {
      let part = start..<min(start + 8_192, known.missing.count)
      try cutouts.facts?.keepPeaks(
        Array(peaks[part.lowerBound * 3..<part.upperBound * 3]), of: Array(known.missing[part]))
    }
    known.fill(peaks, columns: 3)
    return (known.values, sky)
  }

  /// The largest value of each channel of one cutout, at least 0.
  private static func peak(
    of cutout: UnsafeRawBufferPointer, _ cutouts: any CutoutSource
  ) -> [Float] {
    // Whole rows of pixels side by side: the compiler takes 32 bytes at a time.
    switch cutouts.format {
    case .uint8:
      var largest = [UInt8](repeating: 0, count: cutouts.size * 3)
      raise(&largest, over: cutout)
      return perChannel(largest).map(Float.init)
    case .float32:
      var largest = [Float](repeating: 0, count: cutouts.size * 3)
      raise(&largest, over: cutout)
      return perChannel(largest)
    }
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
