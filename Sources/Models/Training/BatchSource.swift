internal import Tensors

/// Random batches of a training set, every cutout once an epoch.
///
/// A set that fits in the memory allowed lies on the device as one tensor. A larger one comes pool
/// by pool: one pool lies on the device and is learned from while a thread reads the next.
final class BatchSource {
  /// Batches an epoch.
  var batches: Int { plan.pools * plan.batches }
  /// Bytes taken on the device and beside it.
  let bytes: Int

  private let cutouts: any CutoutSource
  private let plan: EpochPlan
  private let device: Device
  private let isCancelled: (@Sendable () -> Bool)?
  /// Cutouts [capacity, H, W, 3], of which the first `members.count` count.
  private let pool: Tensor
  private var members: [Int] = []
  /// Whether the pool waits for its first use.
  private var isFresh = false
  private var reader: ReadAhead?

  /// Takes the memory and reads what comes first.
  ///
  /// - Parameters:
  ///   - memory: bytes to keep cutouts in; what copies a few hundred of them is part of it.
  ///   - epochs: those that will be asked for, counted from 0.
  ///   - seed: what the order of the cutouts follows from.
  init(
    _ cutouts: any CutoutSource, batchSize: Int, epochs: Range<Int>, memory: Int, seed: UInt64,
    device: Device, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws {
    self.cutouts = cutouts
    self.device = device
    self.isCancelled = isCancelled
    // Two groups are on their way: one read from the store, one copied to the device.
    let room = memory / cutouts.cutoutBytes - 2 * cutouts.groupSize
    let limit = cutouts.count <= room ? cutouts.count : max(batchSize, room / 2)
    let plan = EpochPlan(count: cutouts.count, limit: limit, batchSize: batchSize, seed: seed)
    self.plan = plan
    let isStreamed = plan.pools > 1
    bytes = plan.capacity * cutouts.cutoutBytes * (isStreamed ? 2 : 1)
    pool = .zeros(
      [plan.capacity, cutouts.size, cutouts.size, 3], dtype: cutouts.format.dtype, device: device)
    if isStreamed {
      reader = ReadAhead(cutouts, capacity: plan.capacity) { request in
        let epoch = epochs.lowerBound + request / plan.pools
        return epoch < epochs.upperBound
          ? plan.members(epoch: epoch, pool: request % plan.pools) : nil
      }
      if !epochs.isEmpty { try turn() }
    } else {
      members = Array(0..<cutouts.count)
      try cutouts.forEachGroup(of: cutouts.groupSize, isCancelled: isCancelled) { group, bytes in
        try load(bytes, group)
      }
    }
  }

  /// Hands every batch of an epoch to `body`: cutouts [n, H, W, 3] and their numbers [n], int64.
  ///
  /// Epochs have to come one after the other.
  func forEachBatch(epoch: Int, _ body: (Tensor, Tensor) throws -> Void) throws {
    for part in 0..<plan.pools {
      if plan.pools > 1, !isFresh { try turn() }
      isFresh = false
      let order = plan.order(epoch: epoch, pool: part, members: members.count)
      let places = try Tensor(order.map(Int64.init), shape: [order.count], device: device)
      let numbers = try Tensor(
        order.map { Int64(members[$0]) }, shape: [order.count], device: device)
      for batch in 0..<plan.batches {
        let range = plan.batch(batch, members: members.count)
        if range.isEmpty { continue }
        try body(pool.selected(0, places.sliced(0, range)), numbers.sliced(0, range))
      }
    }
  }

  /// Ends the reading; harmless when called again.
  func close() { reader?.close() }

  /// Puts the next pool in the place of the one that is used up.
  private func turn() throws {
    try reader?.next(isCancelled: isCancelled) { numbers, bytes in
      members = numbers
      let group = cutouts.groupSize
      for start in stride(from: 0, to: numbers.count, by: group) {
        let range = start..<min(start + group, numbers.count)
        try load(
          UnsafeRawBufferPointer(
            rebasing: bytes[
              range.lowerBound * cutouts.cutoutBytes..<range.upperBound * cutouts.cutoutBytes]),
          range)
      }
    }
    isFresh = true
  }

  /// Copies cutouts to a part of the pool.
  private func load(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
    let part = try Tensor(
      bytes: bytes, shape: [range.count, cutouts.size, cutouts.size, 3],
      dtype: cutouts.format.dtype, device: device)
    pool.sliced(0, range).assign(part)
  }
}
