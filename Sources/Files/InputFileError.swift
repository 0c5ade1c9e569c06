#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file can't be read; whoever knows the file names it.
package enum InputFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing lies at the path.
  case missing
  /// A folder lies there.
  case folder
  /// A pipe, a socket or a device lies there.
  case special(FileKind)
  /// A pipe that no program has open to write into it.
  case silentPipe
  /// The file is larger than what is read.
  case tooLarge(megabytes: Int, most: Int)
  /// The person may not read it, or not go through one of its folders.
  case forbidden
  /// The path, or a name in it, is longer than the system takes; in bytes.
  case nameTooLong
  /// Links that lead in a circle.
  case linksInCircle
  /// The process, or the machine, has as many files open as it may.
  case tooManyOpen
  /// Another refusal of the system, with its error number.
  case system(Int32)

  /// The refusal that an error number means.
  package init(code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EISDIR: .folder
      case EACCES, EPERM: .forbidden
      case ENAMETOOLONG: .nameTooLong
      case ELOOP: .linksInCircle
      case EMFILE, ENFILE: .tooManyOpen
      default: .system(code)
      }
  }

  /// What is the matter, said of "it".
  package var description: String {
    switch self {
    case .missing: "there is no such file"
    case .folder: "it is a folder"
    case .special(let kind): "it is \(kind.rawValue) and not a file"
    case .silentPipe: "it is a pipe, and nothing writes into it"
    case .tooLarge(let megabytes, let most):
      "it has \(Self.grouped(megabytes)) MB, at most \(Self.grouped(most)) are read"
    case .forbidden: "you may not read it, or not enter a folder on the way to it"
    case .nameTooLong: "its path, or a name in it, is longer than the system takes"
    case .linksInCircle: "the links on the way to it lead in a circle"
    case .tooManyOpen: "as many files are open as may be at once"
    case .system(let code): "it cannot be read (\(String(cString: strerror(code))))"
    }
  }

  private static func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : grouped(number / 1000) + "," + String("\(1000 + number % 1000)".dropFirst())
  }
}
