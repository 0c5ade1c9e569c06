import Hunting
import Review
import Store

extension Hunt {
  /// The classes in the order they were named, with how many galaxies carry each.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func classes() throws -> [HuntClass] { try store.classes(hunt: id) }

  /// Adds a class.
  ///
  /// - Parameters:
  ///   - name: what the person calls it; unique within the hunt, whatever the case.
  ///   - interest: how much the ranking weighs it, 0 for what is not hunted; nil for what such a
  ///     name usually means: 0 for `artifact`, 1 for any other.
  ///   - key: the key that answers with it in a review; a free one if nil.
  ///   - activity: whose clock the store gets its time from.
  /// - Throws: An error of the store where the name or the key is taken or can't be one, or where
  ///   the interest is no number from 0 to 1,000,000.
  @discardableResult
  public func addClass(
    _ name: String, interest: Double? = nil, key: String? = nil, activity: Activity = Activity()
  ) throws -> HuntClass {
    let key = try key.map(ClassKeys.validated)
    return try store.addClass(
      name, interest: interest ?? ClassName.usualInterest(name), hunt: id,
      keys: { key ?? ClassKeys.next(for: $0, taken: $1) }, now: activity.now())
  }

  /// Gives a class another name; its answers go with it.
  ///
  /// - Throws: An error of the store where there is no such class, or the new name is taken or
  ///   can't be one.
  public func renameClass(_ name: String, to newName: String) throws {
    try store.renameClass(name, to: newName, hunt: id)
  }

  /// Takes a class away that no answer was ever given with.
  ///
  /// - Throws: An error of the store where there is no such class, or an answer names it.
  public func removeClass(_ name: String) throws {
    try store.removeClass(name, hunt: id)
  }

  /// Folds a class into another: its answers count for the other from then on.
  ///
  /// - Throws: An error of the store where one of the classes isn't there, or both are the same.
  public func mergeClass(_ name: String, into target: String) throws {
    try store.mergeClass(name, into: target, hunt: id)
  }

  /// Sets how much the ranking weighs a class; nothing has to be trained.
  ///
  /// - Throws: An error of the store where there is no such class, or the interest is no number
  ///   from 0 to 1,000,000.
  public func weighClass(_ name: String, interest: Double) throws {
    try store.weighClass(name, interest: interest, hunt: id)
  }

  /// Gives some of a class's galaxies a new class of their own, all of them or none.
  ///
  /// - Parameters:
  ///   - name: the class that is divided.
  ///   - newName: what the new class is called.
  ///   - objectIDs: the galaxies that leave; nil divides the class by how its galaxies look, and
  ///     the smaller of the two groups leaves.
  ///   - interest: how much the ranking weighs the new class; nil takes that of the old one.
  ///   - annotator: who divides it.
  ///   - isRehearsal: changes nothing.
  ///   - activity: whose clock the store gets its time from.
  /// - Throws: An error of the store where there is no such class, a galaxy isn't of it, or all of
  ///   them would leave; `HuntError.noEmbeddings` or `.incompleteEmbeddings` where looks divide it.
  /// - Returns: Object ids of the galaxies that left, or would.
  public func splitClass(
    _ name: String, into newName: String, objectIDs: [String]?, interest: Double? = nil,
    annotator: String, isRehearsal: Bool = false, activity: Activity = Activity()
  ) throws -> [String] {
    try store.planned { store in
      try objectIDs.map { try $0.map { try store.galaxy(objectID: $0).id } }
        ?? Self.smallerGroup(of: name, HuntSnapshot(store, hunt: id))
    } carryOut: { store, leaving in
      if !isRehearsal {
        try store.splitClass(
          name, into: newName, galaxies: leaving, interest: interest, hunt: id,
          annotator: annotator, keys: ClassKeys.next, now: activity.now())
      }
      return try store.galaxies(ids: leaving).map(\.objectID)
    }
  }

  /// The smaller of the two groups that the galaxies of a class fall into.
  private static func smallerGroup(of name: String, _ snapshot: HuntSnapshot) throws -> [Int64] {
    guard let old = ClassDirectory(snapshot.classes)[name] else {
      throw StoreError.noClass(name: name, known: snapshot.classes.map(\.name))
    }
    let members = snapshot.ids.indices.filter { snapshot.labels[snapshot.ids[$0]] == old.id }
    let groups = TwoMeans(members, of: snapshot.features)
    guard !groups.smaller.isEmpty else {
      throw StoreError.cannotSplit(name: old.name, moved: 0, answers: members.count)
    }
    return groups.smaller.map { snapshot.ids[$0] }
  }
}
