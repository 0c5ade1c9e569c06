#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How the engine's threads wait for one another.
enum ThreadWaiting {
  /// Turns of an empty loop that a thread waits before it sleeps, some tens of microseconds.
  static let turns = 10_000

  /// Lets threads sleep early; OpenMP reads this once, when libtorch is loaded.
  ///
  /// libgomp lets a thread spin for milliseconds, which gains nothing on a quiet machine and costs
  /// most of the speed where another process wants the core. Benchmarks/engine/threads.py measures
  /// it. What the person set stays.
  static func prepare() {
    guard getenv("OMP_WAIT_POLICY") == nil, getenv("GOMP_SPINCOUNT") == nil else { return }
    setenv("GOMP_SPINCOUNT", String(turns), 0)
  }
}
