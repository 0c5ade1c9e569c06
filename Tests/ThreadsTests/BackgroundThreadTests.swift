import Dispatch
import Foundation
import Synchronization
import Testing
import Threads

struct BackgroundThreadTests {
  /// What a thread's work was last to hold goes while libdispatch still serves the thread: a destructor
  /// of the thread's own data that runs first would find it alive.
  @Test func whatTheWorkHoldsGoesBeforeTheThreadEnds() throws {
    let events = Events()
    let ended = DispatchSemaphore(value: 0)
    let last = Last(events: events, ended: ended)
    try last.start()
    #expect(ended.wait(timeout: .now() + 10) == .success)
    #expect(events.all == ["work", "held", "thread data"])
  }

  @Test func manyThreadsDoTheirWork() {
    let group = DispatchGroup()
    let sum = Mutex(0)
    for number in 0..<200 {
      group.enter()
      BackgroundThread.start {
        sum.withLock { $0 += number }
        group.leave()
      }
    }
    #expect(group.wait(timeout: .now() + 30) == .success)
    #expect(sum.withLock { $0 } == 19_900)
  }
}

/// What happened, in its order.
private final class Events: Sendable {
  private let list = Mutex<[String]>([])
  var all: [String] { list.withLock { $0 } }
  func add(_ event: String) { list.withLock { $0.append(event) } }
}

/// Something that only the work of a thread holds.
private final class Held: Sendable {
  private let events: Events
  init(_ events: Events) { self.events = events }
  func use() { events.add("work") }
  deinit { events.add("held") }
}

/// Thread data whose destructor tells of it.
private struct Last {
  let events: Events
  let ended: DispatchSemaphore

  func start() throws {
    var key = pthread_key_t()
    let failure = pthread_key_create(&key) { context in
      #if os(Linux)
        Unmanaged<Ending>.fromOpaque(context!).takeRetainedValue().tell()
      #else
        Unmanaged<Ending>.fromOpaque(context).takeRetainedValue().tell()
      #endif
    }
    try #require(failure == 0)
    let held = Held(events)
    BackgroundThread.start { [key, events, ended] in
      pthread_setspecific(key, Unmanaged.passRetained(Ending(events, ended)).toOpaque())
      held.use()
    }
  }
}

private final class Ending: Sendable {
  private let events: Events
  private let ended: DispatchSemaphore

  init(_ events: Events, _ ended: DispatchSemaphore) {
    (self.events, self.ended) = (events, ended)
  }

  func tell() {
    events.add("thread data")
    ended.signal()
  }
}
