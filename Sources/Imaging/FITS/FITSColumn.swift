import CFITSIO

/// A column of a FITS table.
package struct FITSColumn: Sendable, Equatable {
  /// What a cell holds.
  package enum Kind: Sendable, Equatable {
    case text
    case integer
    /// Integers above the signed range.
    case unsigned
    /// A real number; one of single precision is written with fewer digits.
    case real(isSingle: Bool)
    case logical
    /// An array of numbers that can be a picture, its lengths as TDIM has them, columns first.
    case pixels([Int])
    /// What nothing can be made of here: complex numbers, bits, arrays of varying length.
    case other
  }

  /// From TTYPE, without blanks at its ends.
  package let name: String
  package let kind: Kind
  /// Its place in the table, counted from 1.
  package let number: Int32
  /// Bytes of a text.
  let width: Int
  /// Unscaled 8-bit pixels.
  let isByte: Bool
}

extension FITSFile {
  /// A column of the table that the file is at.
  func column(_ number: Int32, header: FITSHeader) throws(ImagingError) -> FITSColumn {
    var type: Int32 = 0
    var count: Int64 = 0
    var width: Int64 = 0
    try call("reading the type of column \(number)") {
      _ = cf_column_type($0, number, &type, &count, &width, &$1)
    }
    var kind = FITSColumn.Kind.other
    switch type {
    case TSTRING:
      // Arrays of texts and empty texts say nothing.
      if width > 0, width == count || width <= 1, width < 1 << 16 { kind = .text }
    case TLOGICAL:
      if count == 1 { kind = .logical }
    case TBYTE, TSBYTE, TSHORT, TUSHORT, TINT, TUINT, TLONG, TULONG, TLONGLONG, TULONGLONG:
      kind = type == TULONGLONG ? .unsigned : .integer
    case TFLOAT, TDOUBLE:
      kind = .real(isSingle: type == TFLOAT)
    default: break
    }
    switch kind {
    case .integer, .unsigned, .real:
      if count > 1 { kind = .pixels(try shape(ofColumn: number, count: Int(count))) }
      if count == 0 { kind = .other }
    default: break
    }
    return FITSColumn(
      name: header.text("TTYPE\(number)") ?? "", kind: kind, number: number,
      width: Int(max(count, width)), isByte: type == TBYTE)
  }

  /// From TDIM; without one, the array has one axis.
  private func shape(ofColumn number: Int32, count: Int) throws(ImagingError) -> [Int] {
    let mostAxes = 9
    var axes: Int32 = 0
    var lengths = [Int64](repeating: 1, count: mostAxes)
    try call("reading the shape of column \(number)") {
      _ = cf_column_shape($0, number, Int32(mostAxes), &axes, &lengths, &$1)
    }
    let shape = lengths.prefix(Int(min(axes, Int32(mostAxes)))).map { Int($0) }
    var product = 1
    for length in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      if length < 1 || overflow || next > count { return [count] }
      product = next
    }
    return product == count ? shape : [count]
  }
}
