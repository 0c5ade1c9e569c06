import Files
import Foundation

extension FileError: Remedied {
  var remedy: String? {
    switch self {
    case .folder: "name a file"
    case .notRegular: "name a file, or - for standard output"
    case .database, .nameOfHunt: "name another file"
    case .noFolder: "name another place"
    case .system(_, ENOSPC), .system(_, EDQUOT): "make room or name a place on another disk"
    case .system(_, EFBIG): "raise that limit"
    case .system(_, EACCES), .system(_, EPERM), .system(_, EROFS):
      "check the folder's permissions or name another file"
    case .system(_, EIO): "the disk may be failing"
    case .system: "name another file"
    }
  }
}
