import Evaluation
import Foundation
import Synchronization

/// Kinds of faults that belong together.
protocol FaultGroup: Sendable {
  /// The group's name in the table.
  var name: String { get }
  /// Its share of the time.
  var weight: Double { get }
  /// Cases in the short form.
  var short: Int { get }
  /// Cases in all.
  var count: Int { get }
  /// Tries one case; what is drawn from its generator makes it the same on every run.
  func run(_ number: Int, _ random: inout SeededGenerator, in world: FaultWorld) throws -> Outcome
}

/// What all cases share: the reference hunts, each made when it is first wanted.
final class FaultWorld: Sendable {
  let settings: FaultSettings
  private let hunts = Mutex<[ReferenceHunt.Kind: Slot]>([:])

  init(_ settings: FaultSettings) { self.settings = settings }

  /// Where one kind waits to be made, so that others are not kept waiting.
  private final class Slot: Sendable {
    let hunt = Mutex<ReferenceHunt?>(nil)
  }

  /// The reference of a kind.
  func hunt(_ kind: ReferenceHunt.Kind) throws -> ReferenceHunt {
    let slot = hunts.withLock { hunts in
      let slot = hunts[kind] ?? Slot()
      hunts[kind] = slot
      return slot
    }
    return try slot.hunt.withLock { hunt in
      let made = try hunt ?? ReferenceHunt(kind)
      hunt = made
      return made
    }
  }
}

/// Runs cases on two threads and counts what came of them.
final class FaultHarness: Sendable {
  private struct State {
    var next: [Int]
    var tallies: [Tally]
  }

  private let world: FaultWorld
  private let groups: [any FaultGroup]
  private let state: Mutex<State>
  private let threads = 2

  init(_ settings: FaultSettings) {
    world = FaultWorld(settings)
    groups = allGroups.filter { settings.group == nil || $0.name == settings.group }
    precondition(!groups.isEmpty, "there is no group '\(settings.group ?? "")'")
    state = Mutex(
      State(
        next: Array(repeating: 0, count: groups.count),
        tallies: Array(repeating: Tally(), count: groups.count)))
  }

  /// Runs until the time is up, or the short form to its end; gives the table.
  func run() -> (table: String, wrong: Int) {
    let settings = world.settings
    if let number = settings.number {
      for index in groups.indices { attempt(index, number) }
    } else {
      let deadline = settings.minutes.map { ContinuousClock.now + .seconds($0 * 60) }
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        while deadline.map({ ContinuousClock.now < $0 }) ?? true, let (group, number) = take() {
          attempt(group, number)
        }
      }
    }
    return summary()
  }

  /// The next case of the group that had the least of its share of the time.
  private func take() -> (group: Int, number: Int)? {
    state.withLock { state in
      let isLong = world.settings.isLong
      let open = groups.indices.filter { index in
        state.next[index] < (isLong ? groups[index].count : groups[index].short)
      }
      guard
        let group = open.min(by: {
          state.tallies[$0].seconds / groups[$0].weight
            < state.tallies[$1].seconds / groups[$1].weight
        })
      else { return nil }
      // So that the other thread takes another group meanwhile.
      state.tallies[group].seconds += 0.2
      state.next[group] += 1
      return (group, state.next[group] - 1)
    }
  }

  private func attempt(_ index: Int, _ number: Int) {
    let group = groups[index]
    var random = SeededGenerator(seed: seed(group.name, number))
    let clock = ContinuousClock()
    var outcome: Outcome?
    let duration = clock.measure {
      do {
        outcome = try group.run(number, &random, in: world)
      } catch {
        outcome = Outcome(what: "case \(number)", verdict: .wrong("the case failed: \(error)"))
      }
    }
    guard let outcome else { return }
    if case .wrong(let reason) = outcome.verdict {
      print("wrong: \(group.name) \(number): \(outcome.what): \(reason)")
      print("       \(world.settings.repeating(group.name, number))")
    }
    if world.settings.number != nil { print("\(outcome.what): \(outcome.verdict)") }
    fflush(nil)
    let seconds =
      Double(duration.components.seconds)
      + Double(duration.components.attoseconds) * 1e-18
    state.withLock { $0.tallies[index].add(outcome, number: number, seconds: seconds) }
  }

  private func seed(_ name: String, _ number: Int) -> UInt64 {
    (name + ":\(number):\(world.settings.seed)").utf8.reduce(0xcbf2_9ce4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
  }

  private func summary() -> (table: String, wrong: Int) {
    let tallies = state.withLock { $0.tallies }
    var lines = [Tally.heading]
    var all = Tally()
    for (group, tally) in zip(groups, tallies) {
      lines.append(tally.row(group.name))
      all.survived += tally.survived
      all.refused += tally.refused
      all.unseen += tally.unseen
      all.wrong += tally.wrong
      all.skipped.merge(tally.skipped, uniquingKeysWith: +)
    }
    lines.append(all.row("all"))
    for (why, count) in all.skipped.sorted(by: { $0.key < $1.key }) {
      lines.append("skipped \(count): \(why)")
    }
    for (group, tally) in zip(groups, tallies) {
      for wrong in tally.wrong.sorted(by: { $0.number < $1.number }) {
        lines.append("wrong: \(group.name) \(wrong.number): \(wrong.what): \(wrong.reason)")
        lines.append("       \(world.settings.repeating(group.name, wrong.number))")
      }
    }
    return (lines.joined(separator: "\n"), all.wrong.count)
  }
}
