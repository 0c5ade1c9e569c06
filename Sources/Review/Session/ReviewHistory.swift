package import Store
package import Vocabulary

/// An answer or skip of the log, as undo and redo need it.
package struct ReviewEntry: Sendable, Equatable {
  /// Its number in the log.
  package let id: Int64
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The question it answers; nil where the galaxy was looked up.
  package let question: Question.ID?
  /// The class, nil for a skip.
  package let label: HuntClass.ID?
  /// Seconds that the picture was looked at.
  package let dwell: Double?
  /// What the entries of one page have in common, by which they are undone together; nil for an
  /// answer of its own.
  package let page: String?
  /// Whether it was given in this session.
  package let isOfSession: Bool
  /// What the person had said before and changed to this, which stands again when this is undone.
  package var former: ReviewEntry? { formers.first }

  /// One entry at most.
  private let formers: [ReviewEntry]
  /// Number of the entry that stood first in its place among what stands.
  fileprivate let place: Int64

  /// An entry of the log.
  package init(
    id: Int64, galaxy: Int64, question: Question.ID?, label: HuntClass.ID?, dwell: Double? = nil,
    page: String? = nil, isOfSession: Bool = true, former: ReviewEntry? = nil
  ) {
    self.init(
      id: id, galaxy: galaxy, question: question, label: label, dwell: dwell, page: page,
      isOfSession: isOfSession, former: former, place: id)
  }

  private init(
    id: Int64, galaxy: Int64, question: Question.ID?, label: HuntClass.ID?, dwell: Double?,
    page: String?, isOfSession: Bool, former: ReviewEntry?, place: Int64
  ) {
    self.id = id
    self.galaxy = galaxy
    self.question = question
    self.label = label
    self.dwell = dwell
    self.page = page
    self.isOfSession = isOfSession
    formers = former.map { [$0] } ?? []
    self.place = place
  }

  /// Whether both are the same entry. What was asked a second time has a log of its own, and a
  /// negative number.
  package func isSame(as other: ReviewEntry) -> Bool {
    id == other.id && isReask == other.isReask
  }

  /// Whether it answers what was asked a second time.
  fileprivate var isReask: Bool { (question ?? 0) < 0 }

  /// Whether both say the same of the same galaxy.
  fileprivate func saysTheSame(as other: ReviewEntry) -> Bool {
    galaxy == other.galaxy && label == other.label && question == other.question
  }

  /// The same, written anew.
  func again(as id: Int64) -> ReviewEntry {
    ReviewEntry(
      id: id, galaxy: galaxy, question: question, label: label, dwell: dwell, page: page)
  }

  /// The same, written anew where a change of it was undone; it stands where it stood.
  fileprivate func restored(as new: ReviewEntry) -> ReviewEntry {
    ReviewEntry(
      id: new.id, galaxy: galaxy, question: question, label: label, dwell: dwell, page: nil,
      isOfSession: new.isOfSession, former: former, place: place)
  }

  /// The same, in the place of what it changes.
  fileprivate func changed(from former: ReviewEntry) -> ReviewEntry {
    ReviewEntry(
      id: id, galaxy: galaxy, question: question, label: label, dwell: dwell, page: nil,
      isOfSession: isOfSession, former: former, place: id)
  }
}

/// What one person has answered and taken back: undo and redo without limit.
///
/// It follows from the log alone, entry by entry, so a session that begins anew knows what the last one
/// knew.
package struct ReviewHistory: Sendable, Equatable {
  /// What stands, oldest first: undo takes the last.
  package private(set) var standing: [ReviewEntry] = []
  /// What was taken back and can be answered anew: redo takes the last.
  package private(set) var takenBack: [ReviewEntry] = []

  /// Nothing answered yet.
  package init() {}

  /// The history that a log tells.
  package init(_ log: [AnswerStep]) {
    var index = 0
    while index < log.count {
      let step = log[index]
      let next = index + 1 < log.count ? log[index + 1] : nil
      index += 1
      if let retracted = step.retracts {
        guard let entry = standing.last(where: { $0.id == retracted }) else { continue }
        if let next, step.isChanged(by: next) {
          change(
            entry,
            to: ReviewEntry(
              id: next.id, galaxy: next.galaxy, question: next.question, label: next.label,
              dwell: next.dwell, isOfSession: false))
          index += 1
        } else {
          remove(entry)
          if step.isOwn { takenBack.append(entry) }
        }
      } else if step.isOwn {
        let neighbours = [index - 2, index].filter(log.indices.contains).map { log[$0] }
        add(
          ReviewEntry(
            id: step.id, galaxy: step.galaxy, question: step.question, label: step.label,
            dwell: step.dwell,
            page: neighbours.contains { $0.isOfOnePage(with: step) }
              ? "\(step.answeredAt) \(step.dwell ?? 0)" : nil,
            isOfSession: false))
      }
    }
  }

  /// What undo takes back: the last entry, or all of the last page.
  package var undoable: [ReviewEntry] { Self.lastStep(of: standing) }

  /// What redo answers anew: the entry that was taken back last, or all of such a page.
  package var redoable: [ReviewEntry] { Self.lastStep(of: takenBack) }

  /// Adds what was written; something new ends what could be redone.
  package mutating func add(_ entry: ReviewEntry) {
    if takenBack.last?.saysTheSame(as: entry) == true {
      takenBack.removeLast()
    } else {
      takenBack = []
    }
    standing.append(entry)
  }

  /// Takes an entry back.
  package mutating func takeBack(_ entry: ReviewEntry) {
    if remove(entry) { takenBack.append(entry) }
  }

  /// Changes what an entry says; where it then says what it said before it was changed last, that change
  /// is undone, and it stands again in its old place.
  package mutating func change(_ entry: ReviewEntry, to new: ReviewEntry) {
    guard remove(entry) else { return }
    guard let former = entry.former, former.label == new.label else {
      return add(new.changed(from: entry))
    }
    takenBack.append(entry)
    let again = former.restored(as: new)
    let index = standing.firstIndex {
      $0.isReask == again.isReask && $0.place > again.place
    }
    standing.insert(again, at: index ?? standing.count)
  }

  /// The entry that stands and that redoing a change would change anew.
  package func changed(by entry: ReviewEntry) -> ReviewEntry? {
    guard let former = entry.former else { return nil }
    return standing.last { $0.saysTheSame(as: former) }
  }

  /// Forgets what is no longer as it was: somebody else changed it.
  package mutating func forget(_ entries: [ReviewEntry]) {
    standing.removeAll { each in entries.contains { $0.isSame(as: each) } }
    takenBack.removeAll { each in entries.contains { $0.isSame(as: each) } }
  }

  @discardableResult
  private mutating func remove(_ entry: ReviewEntry) -> Bool {
    guard let index = standing.lastIndex(where: { $0.isSame(as: entry) }) else { return false }
    standing.remove(at: index)
    return true
  }

  /// The last entry and those before it that are of the same page, the last first.
  private static func lastStep(of entries: [ReviewEntry]) -> [ReviewEntry] {
    guard let last = entries.last else { return [] }
    guard let page = last.page else { return [last] }
    return entries.reversed().prefix { $0.page == page }.map(\.self)
  }
}
