import CHDF5
import Foundation

/// The one way into the HDF5 library, which must not be entered by two threads at once.
enum HDF5Library {
  private static let lock = NSLock()

  /// At the end of the program the library would close its files, whatever thread is still reading; as
  /// nothing is ever written, it need not.
  private static let isLeftAlone = H5dont_atexit() >= 0

  /// What the library said was wrong.
  struct Failure: Error {
    let detail: String
  }

  /// Runs `body` while no other thread uses the library.
  static func locked<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    lock.lock()
    defer { lock.unlock() }
    _ = isLeftAlone
    // Some builds keep these settings for each thread, so once at the start is not enough.
    ch_silence()
    return try body()
  }

  /// Closes what `close` closes while no other thread uses the library.
  static func release(_ close: () -> herr_t) {
    lock.withLock { _ = close() }
  }

  /// The value, unless the library signals a failure by a negative one.
  static func checked<Value: SignedInteger>(_ value: Value) throws(Failure) -> Value {
    guard value >= 0 else { throw Failure(detail: innermostError()) }
    return value
  }

  /// The description where the error arose; those above it only say which calls passed it on.
  private static func innermostError() -> String {
    var found = ""
    withUnsafeMutablePointer(to: &found) { found in
      _ = H5Ewalk2(
        hid_t(H5E_DEFAULT), H5E_WALK_UPWARD,
        { position, error, found in
          if position == 0, let text = error?.pointee.desc {
            found?.assumingMemoryBound(to: String.self).pointee = String(cString: text)
          }
          return 0
        }, found)
    }
    return found.isEmpty ? "the HDF5 library gives no reason" : found
  }
}
