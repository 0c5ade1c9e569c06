#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What lies in a folder, by name.
package struct FolderListing: Sendable, Equatable {
  /// The names that are UTF-8 text, in the folder's own order, without `.` and `..`.
  package private(set) var names: [String] = []
  /// Names of other bytes: a text can't hold them, so no path made of one would lead to the file.
  package private(set) var unreadable: [Unreadable] = []

  /// Something in a folder whose name is no text.
  package struct Unreadable: Sendable, Equatable {
    /// The name with `\xE9` for a byte that is no text.
    package let shown: String
    /// Whether it is a folder, and no link to one.
    package let isFolder: Bool
  }

  /// Lists a folder.
  package init(_ path: String) throws(InputFileError) {
    guard let folder = opendir(path) else { throw InputFileError(code: errno) }
    defer { closedir(folder) }
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        unreadable.append(
          Unreadable(
            shown: FolderListing.shown(bytes),
            isFolder: FolderListing.isFolder(bytes, in: dirfd(folder))))
      }
    }
    if errno != 0 { throw InputFileError(code: errno) }
  }

  private static func isFolder(_ name: [UInt8], in folder: Int32) -> Bool {
    var status = stat()
    let found = (name.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer {
      fstatat(folder, $0.baseAddress!, &status, AT_SYMLINK_NOFOLLOW)
    }
    return found == 0 && FileKind(mode: status.st_mode) == .folder
  }

  /// Text where the bytes are some, and each other byte by its number.
  package static func shown(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let byte = rest.first {
      // The longest character is four bytes.
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
