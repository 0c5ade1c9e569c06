import CHDF5
import Files

/// An HDF5 file that is open for reading.
final class HDF5File {
  /// Where it lies.
  let path: String
  private let id: hid_t

  private static let mostNames = 10_000
  private static let longestName = 1 << 16

  /// The first bytes of every HDF5 file, or of its superblock behind a user block.
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Opens the file; a truncated one is an error that says how much is missing.
  init(path: String) throws(SurveyError) {
    self.path = path
    do {
      _ = try InputFile(path)
    } catch {
      throw .unreadable(path: path, error)
    }
    do {
      id = try HDF5Library.locked { () throws(HDF5Library.Failure) in
        try HDF5Library.checked(H5Fopen(path, ch_read_only(), ch_default()))
      }
    } catch {
      throw .damagedHDF5(path: path, detail: error.detail)
    }
  }

  deinit {
    HDF5Library.release { H5Fclose(id) }
  }

  /// Names of what the root group holds, in alphabetical order.
  func names() throws(SurveyError) -> [String] {
    do {
      return try HDF5Library.locked { () throws(HDF5Library.Failure) in
        var root = H5G_info_t()
        _ = try HDF5Library.checked(H5Gget_info(id, &root))
        var names: [String] = []
        guard root.nlinks <= HDF5File.mostNames else {
          throw HDF5Library.Failure(detail: "it holds \(root.nlinks) datasets")
        }
        for index in 0..<root.nlinks { names.append(try name(at: index)) }
        return names
      }
    } catch {
      throw .damagedHDF5(path: path, detail: error.detail)
    }
  }

  /// The dataset of this name in the root group.
  func dataset(_ name: String) throws(SurveyError) -> HDF5Dataset {
    do {
      return try HDF5Library.locked { () throws(HDF5Library.Failure) in
        try HDF5Dataset(name: name, file: id, path: path)
      }
    } catch {
      throw .damagedHDF5(path: path, detail: "\(name): \(error.detail)")
    }
  }

  private func name(at index: hsize_t) throws(HDF5Library.Failure) -> String {
    func read(_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int) -> Int {
      H5Lget_name_by_idx(id, ".", H5_INDEX_NAME, H5_ITER_INC, index, buffer, size, ch_default())
    }
    let length = try HDF5Library.checked(read(nil, 0))
    guard length <= HDF5File.longestName else {
      throw HDF5Library.Failure(detail: "a name has \(length) bytes")
    }
    var text = [CChar](repeating: 0, count: length + 1)
    _ = try HDF5Library.checked(read(&text, text.count))
    return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
