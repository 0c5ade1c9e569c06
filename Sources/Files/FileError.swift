import Foundation

/// Why a file can't be written.
package enum FileError: Error, Equatable, Sendable {
  /// A folder lies at the path.
  case folder(path: String)
  /// What lies at the path is no file: `what` is a device, a named pipe, a socket or a stream.
  case notRegular(path: String, what: String)
  /// The file is an SQLite database, or a part of one: most likely a hunt with a person's answers.
  case database(path: String)
  /// The name is that of a hunt's file or of one that SQLite keeps beside it.
  case nameOfHunt(path: String)
  /// A file lies where a folder is needed.
  case noFolder(path: String)
  /// The system refuses to write it, with its error number.
  case system(path: String, code: Int32)
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folder(let path): "\(path) can't be written: it is a folder"
    case .notRegular(let path, let what): "\(path) can't be written: it is \(what), not a file"
    case .database(let path):
      "\(path) can't be written: it is an SQLite database, as a hunt is, and stays as it is"
    case .nameOfHunt(let path):
      "\(path) can't be written: that is the name of a hunt's own file"
    case .noFolder(let path): "\(path) is a file, and a folder is needed there"
    case .system(let path, let code): "\(path) can't be written: \(SystemWords.of(code))"
    }
  }
}

/// What the system's error numbers mean, in words that go on after a colon.
package enum SystemWords {
  /// Why a file or a stream could not be written.
  package static func of(_ code: Int32) -> String {
    switch code {
    case ENOSPC: "there is no space left on the disk"
    case EDQUOT: "your share of the disk is used up"
    case EFBIG: "it would be larger than this session allows a file to be (`ulimit -f`)"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the disk can only be read"
    case ENAMETOOLONG: "its name is too long"
    case ELOOP: "its links lead in a circle"
    case EBADF: "it is closed"
    case EILSEQ: "its link leads to a name that is not UTF-8"
    default: String(cString: strerror(code))
    }
  }
}
