import CHDF5

/// An array in an HDF5 file, read some rows at a time.
final class HDF5Dataset {
  /// How its elements are stored.
  enum Element: Equatable, CustomStringConvertible {
    case integer(bytes: Int)
    case float(bytes: Int)
    case other

    /// Bytes an element takes; 1 where that is not known.
    var bytes: Int {
      switch self {
      case .integer(let bytes), .float(let bytes): bytes
      case .other: 1
      }
    }

    var description: String {
      switch self {
      case .integer(let bytes): "\(bytes * 8)-bit integers"
      case .float(let bytes): "\(bytes * 8)-bit floating-point numbers"
      case .other: "no numbers"
      }
    }
  }

  /// Its name in the file.
  let name: String
  /// Lengths of its dimensions; the first counts the rows.
  let shape: [Int]
  /// How its elements are stored.
  let element: Element
  private let path: String
  private let id: hid_t

  /// Most memory that unpacked pieces of a compressed array may take.
  ///
  /// A piece of such an array holds parts of many rows. Those of the rows that are read have to
  /// stay in memory, or every row would have to unpack them all again.
  private static let cacheLimit = 512 << 20

  /// Opens a dataset; the caller is in the library already.
  init(name: String, file: hid_t, path: String) throws(HDF5Library.Failure) {
    guard ch_is_outside(file, name) == 0 else {
      throw HDF5Library.Failure(detail: "it is a link into another file")
    }
    let access = try HDF5Library.checked(ch_access_inside())
    defer { H5Pclose(access) }
    let first = try HDF5Library.checked(H5Dopen2(file, name, access))
    let shape: [Int]
    let element: Element
    let isCached: Bool
    do throws(HDF5Library.Failure) {
      shape = try HDF5Dataset.shape(of: first)
      element = try HDF5Dataset.element(of: first)
      try HDF5Dataset.checkStorage(of: first, shape: shape, element: element)
      isCached = try HDF5Dataset.setCache(access, of: first, shape: shape, element: element)
    } catch {
      H5Dclose(first)
      throw error
    }
    if isCached {
      H5Dclose(first)
      id = try HDF5Library.checked(H5Dopen2(file, name, access))
    } else {
      id = first
    }
    self.name = name
    self.path = path
    self.shape = shape
    self.element = element
  }

  deinit {
    HDF5Library.release { H5Dclose(id) }
  }

  /// Elements in a row.
  var rowLength: Int { shape.dropFirst().reduce(1, *) }

  /// The bytes of some rows, first to last.
  func bytes(rows: Range<Int>) throws(SurveyError) -> [UInt8] {
    try read(rows, as: ch_uint8(), filling: 0)
  }

  /// Some rows as integers, whatever the width they are stored in.
  func integers(rows: Range<Int>) throws(SurveyError) -> [Int64] {
    try read(rows, as: ch_int64(), filling: 0)
  }

  /// Some rows as floating-point numbers, whatever they are stored as.
  func doubles(rows: Range<Int>) throws(SurveyError) -> [Double] {
    try read(rows, as: ch_double(), filling: 0)
  }

  private func read<Value>(
    _ rows: Range<Int>, as type: @autoclosure () -> hid_t, filling value: Value
  ) throws(SurveyError) -> [Value] {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= shape[0], "\(name) has \(shape[0]) rows")
    var values = [Value](repeating: value, count: rows.count * rowLength)
    if values.isEmpty { return values }
    do {
      try HDF5Library.locked { () throws(HDF5Library.Failure) in
        let start = [hsize_t(rows.lowerBound)] + shape.dropFirst().map { _ in 0 }
        let count = [hsize_t(rows.count)] + shape.dropFirst().map { hsize_t($0) }
        let stored = try HDF5Library.checked(H5Dget_space(id))
        defer { H5Sclose(stored) }
        _ = try HDF5Library.checked(
          H5Sselect_hyperslab(stored, H5S_SELECT_SET, start, nil, count, nil))
        let wanted = try HDF5Library.checked(H5Screate_simple(Int32(count.count), count, nil))
        defer { H5Sclose(wanted) }
        let memory = type()
        let status = values.withUnsafeMutableBytes {
          H5Dread(id, memory, wanted, stored, ch_default(), $0.baseAddress)
        }
        _ = try HDF5Library.checked(status)
      }
    } catch {
      throw .damagedHDF5(
        path: path,
        detail: "rows \(rows.lowerBound) to \(rows.upperBound - 1) of \(name): \(error.detail)")
    }
    return values
  }
}

extension HDF5Dataset {
  private static func shape(of id: hid_t) throws(HDF5Library.Failure) -> [Int] {
    let space = try HDF5Library.checked(H5Dget_space(id))
    defer { H5Sclose(space) }
    let rank = try HDF5Library.checked(H5Sget_simple_extent_ndims(space))
    var lengths = [hsize_t](repeating: 0, count: Int(rank))
    _ = try HDF5Library.checked(H5Sget_simple_extent_dims(space, &lengths, nil))
    return lengths.map { Int(clamping: $0) }
  }

  private static func element(of id: hid_t) throws(HDF5Library.Failure) -> Element {
    let type = try HDF5Library.checked(H5Dget_type(id))
    defer { H5Tclose(type) }
    let bytes = H5Tget_size(type)
    switch H5Tget_class(type) {
    case H5T_INTEGER where [1, 2, 4, 8].contains(bytes): return .integer(bytes: bytes)
    case H5T_FLOAT where [2, 4, 8].contains(bytes): return .float(bytes: bytes)
    // Also numbers of other widths, which no survey has and a damaged file may.
    default: return .other
    }
  }

  /// The best that any of the library's filters does; an array that is larger holds next to nothing,
  /// and is made up of as many rows as it likes.
  private static let mostCompression = 2_000.0

  /// Refuses arrays that lie in other files, which may be pipes or nobody's business, and those
  /// of more rows than are stored.
  private static func checkStorage(
    of id: hid_t, shape: [Int], element: Element
  ) throws(HDF5Library.Failure) {
    let creation = try HDF5Library.checked(H5Dget_create_plist(id))
    defer { H5Pclose(creation) }
    guard H5Pget_layout(creation) != H5D_VIRTUAL, H5Pget_external_count(creation) == 0 else {
      throw HDF5Library.Failure(detail: "its numbers lie in another file")
    }
    let size = shape.reduce(Double(element.bytes)) { $0 * Double($1) }
    let stored = Double(H5Dget_storage_size(id))
    guard size <= max(stored, 64) * mostCompression else {
      throw HDF5Library.Failure(detail: "it claims \(size) bytes, and \(stored) are stored")
    }
  }

  /// Gives an access a cache for all pieces that a row lies in; says whether one is needed.
  private static func setCache(
    _ access: hid_t, of id: hid_t, shape: [Int], element: Element
  ) throws(HDF5Library.Failure) -> Bool {
    let creation = try HDF5Library.checked(H5Dget_create_plist(id))
    defer { H5Pclose(creation) }
    guard H5Pget_layout(creation) == H5D_CHUNKED, !shape.contains(0) else {
      return false
    }
    var piece = [hsize_t](repeating: 1, count: shape.count)
    _ = try HDF5Library.checked(H5Pget_chunk(creation, Int32(shape.count), &piece))
    // As floating point, because the numbers of a damaged file may be anything.
    let across = zip(shape, piece).dropFirst().reduce(1.0) { count, side in
      count * (Double(side.0) / Double(max(1, side.1))).rounded(.up)
    }
    let size = piece.reduce(across * Double(element.bytes)) { $0 * Double($1) }
    // The library's hash table needs many more slots than pieces, so that few have to share one.
    let slots = Int(min(100 * across, 1e7)) + 1
    let bytes = Int(min(max(size, 1e6), Double(cacheLimit)))
    // 1 lets go first of pieces that were read to their end.
    guard H5Pset_chunk_cache(access, slots, bytes, 1) >= 0 else {
      throw HDF5Library.Failure(detail: "no cache could be set up")
    }
    return true
  }
}
