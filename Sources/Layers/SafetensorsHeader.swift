package import Tensors

/// The header of a safetensors file: which tensors it holds, and where.
///
/// A header from a stranger is checked as the format asks: every byte of the data belongs to one
/// tensor and no more, and no name comes twice. It is read by a parser of its own, since a header is
/// an object of objects and nothing deeper, and a parser of any JSON takes the last of two equal
/// names in silence.
package struct SafetensorsHeader: Sendable, Equatable {
  /// One tensor's place.
  package struct Entry: Sendable, Equatable {
    package let name: String
    package let dtype: DType
    /// Sizes, outermost first.
    package let shape: [Int]
    /// Its bytes in the file.
    package let bytes: Range<Int>

    /// Numbers in the tensor.
    package var count: Int { bytes.count / dtype.size }
  }

  /// In the order in which they lie in the file.
  package let entries: [Entry]

  /// Numbers in all tensors together.
  package var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// Most bytes of a header; one of three thousand tensors has a third of a megabyte.
  static let mostBytes = 1 << 24
  /// Most dimensions of a tensor.
  private static let mostDimensions = 8

  /// Reads the header of a whole file.
  ///
  /// - Throws: `LayerError.checkpoint` where the bytes are not a safetensors file, or not a whole one.
  package init(_ file: UnsafeRawBufferPointer) throws(LayerError) {
    guard file.count >= 8 else { throw .checkpoint("it is shorter than a header") }
    let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8) else { throw .checkpoint("its header is cut off") }
    guard length <= UInt64(Self.mostBytes) else {
      throw .checkpoint("its header has \(length) bytes, at most \(Self.mostBytes) are read")
    }
    let start = 8 + Int(length)
    var text = HeaderText(file[8..<start])
    var entries: [Entry] = []
    for found in try text.entries() {
      entries.append(try Self.entry(found, dataStart: start, end: file.count))
    }
    entries.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    var end = start
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        throw .checkpoint(
          "its tensor '\(entry.name)' "
            + (entry.bytes.lowerBound < end
              ? "overlaps another" : "lies behind bytes that belong to none"))
      }
      end = entry.bytes.upperBound
    }
    guard end == file.count else {
      throw .checkpoint("\(file.count - end) bytes at its end belong to no tensor")
    }
    self.entries = entries
  }

  private static func entry(
    _ found: HeaderText.Entry, dataStart: Int, end: Int
  ) throws(LayerError) -> Entry {
    let name = found.name
    guard !name.isEmpty, name.utf8.count <= 512 else {
      throw .checkpoint("a tensor's name is empty or very long")
    }
    guard let dtype = DType.allCases.first(where: { $0.safetensorsName == found.dtype }) else {
      throw .checkpoint("its tensor '\(name)' is of the type '\(found.dtype.prefix(20))'")
    }
    guard found.shape.count <= mostDimensions else {
      throw .checkpoint("its tensor '\(name)' has \(found.shape.count) dimensions")
    }
    guard found.offsets.count == 2, found.offsets[0] <= found.offsets[1],
      found.offsets[1] <= end - dataStart
    else { throw .checkpoint("its tensor '\(name)' lies outside of the file") }
    guard byteCount(found.shape, dtype) == found.offsets[1] - found.offsets[0] else {
      throw .checkpoint("its tensor '\(name)' has another length than its shape")
    }
    return Entry(
      name: name, dtype: dtype, shape: found.shape,
      bytes: dataStart + found.offsets[0]..<dataStart + found.offsets[1])
  }

  /// Bytes of a tensor, or nil where the number does not fit.
  private static func byteCount(_ shape: [Int], _ dtype: DType) -> Int? {
    var total = dtype.size
    for side in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: side)
      if overflow { return nil }
      total = product
    }
    return total
  }
}
