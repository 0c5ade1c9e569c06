import Foundation

/// Single-precision floats as the store keeps them: little-endian, on every machine.
enum LittleEndianFloats {
  static func encode(_ values: ArraySlice<Float>) -> Data {
    #if _endian(little)
      values.withUnsafeBytes { Data($0) }
    #else
      values.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Data($0) }
    #endif
  }

  static func decode(_ bytes: some Sequence<UInt8>) -> [Float] {
    let data = Array(bytes)
    return [Float](unsafeUninitializedCapacity: data.count / 4) { buffer, count in
      count = data.count / 4
      data.withUnsafeBytes { copy($0, to: buffer) }
    }
  }

  /// Copies a blob of `destination.count` floats into place.
  static func copy(
    _ source: UnsafeRawBufferPointer, to destination: UnsafeMutableBufferPointer<Float>
  ) {
    UnsafeMutableRawBufferPointer(destination).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: source.prefix(destination.count * 4)))
    #if _endian(big)
      for i in destination.indices {
        destination[i] = Float(bitPattern: UInt32(littleEndian: destination[i].bitPattern))
      }
    #endif
  }

  /// Copies a blob to where its floats begin in an array, which has to hold them.
  static func copy(_ source: UnsafeRawBufferPointer, to values: inout [Float], at start: Int) {
    let count = source.count / 4
    precondition(start >= 0 && start + count <= values.count, "a vector lies outside its array")
    values.withUnsafeMutableBufferPointer { values in
      copy(source, to: UnsafeMutableBufferPointer(rebasing: values[start..<start + count]))
    }
  }
}
