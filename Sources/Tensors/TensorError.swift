internal import CTorch

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the tensor engine reports when data, a device or memory fails it.
package enum TensorError: Error, Equatable, CustomStringConvertible {
  /// libtorch refused; its own words.
  case engine(String)
  /// The wanted device is not in this machine or this libtorch.
  case noDevice(String)
  /// libtorch, or the library that leads to it, can't be loaded; the reason.
  case notInstalled(String)

  package var description: String {
    switch self {
    case .engine(let message): "libtorch: \(message)"
    case .noDevice(let name):
      "there is no device '\(name)' here"
    case .notInstalled(let reason):
      "the tensor engine can't be loaded: \(reason)"
    }
  }
}

/// The words of the calling thread's latest failure inside libtorch.
func lastMessage() -> String { String(cString: torch.last_error()!) }

/// Throws what libtorch said where a call failed for reasons outside the program.
func attempt(_ status: Int32) throws(TensorError) {
  if status != 0 { throw .engine(lastMessage()) }
}

/// Stops the program with libtorch's words: a failed operation on tensors is a programmer's mistake.
func demand(_ status: Int32, _ operation: StaticString = #function) {
  if status != 0 { stop("\(operation): \(lastMessage())") }
}

/// Stops with a message that release builds print too, which `preconditionFailure` does not.
package func stop(_ message: String) -> Never {
  let words = Array("ahunt: a fault in the program: \(message)\n".utf8)
  _ = write(STDERR_FILENO, words, words.count)
  abort()
}
