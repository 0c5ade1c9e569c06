import Dispatch
import Foundation

/// Threads that run beside the others until their work is done.
///
/// Foundation's `Thread` lets go of its block, and of all that the block holds, after libdispatch has
/// freed what it keeps for the thread and before it forgets where that was. What is closed only then,
/// such as a database, may use libdispatch once more, and the same memory is freed twice
/// (swift-corelibs-libdispatch, `_libdispatch_tsd_cleanup`; Swift 6.3 has the fault). A thread of this
/// kind lets go of its work while it still runs.
package enum BackgroundThread {
  /// Starts a thread that ends with its work.
  package static func start(_ work: @escaping @Sendable () -> Void) {
    let held = Unmanaged.passRetained(Work(run: work))
    #if os(Linux)
      var thread = pthread_t()
      let failure = pthread_create(&thread, nil, { Self.work($0!) }, held.toOpaque())
      if failure == 0 { pthread_detach(thread) }
    #else
      var thread: pthread_t?
      let failure = pthread_create(&thread, nil, { Self.work($0) }, held.toOpaque())
      if failure == 0, let thread { pthread_detach(thread) }
    #endif
    if failure != 0 {
      // No more threads may be had: libdispatch waits for one of its own.
      let work = held.takeRetainedValue()
      DispatchQueue.global().async { work.run() }
    }
  }

  private static func work(_ held: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(held).takeRetainedValue().run()
    return nil
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
