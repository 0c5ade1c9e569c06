package import Vocabulary

/// Finds the classes of a hunt by what people call them: the one place that knows when two names are
/// the same.
///
/// Case makes no difference, in any script. A name that several classes share but for the case of
/// letters beyond ASCII, which SQLite tells apart, is that of the class that is spelled just so. The
/// name of a merged class stands for the class that took its place, as long as no other has it.
package struct ClassDirectory: Sendable {
  /// Classes that stand for themselves, in the order they were named.
  package private(set) var classes: [HuntClass]
  private var exact: [String: HuntClass] = [:]
  private var folded: [String: HuntClass] = [:]
  private var merged: [String: HuntClass] = [:]

  /// - Parameter merged: names of classes that were merged, the older ones first, each with the
  ///   number of the class that took its place.
  package init(_ classes: [HuntClass], merged: [(name: String, into: HuntClass.ID)] = []) {
    self.classes = []
    for each in classes { add(each) }
    let live = Dictionary(classes.map { ($0.id, $0) }) { first, _ in first }
    for (name, target) in merged {
      if let target = live[target] { self.merged[name.lowercased()] = target }
    }
  }

  /// The class of this name; a merged class is not found.
  package subscript(name: String) -> HuntClass? { exact[name] ?? folded[name.lowercased()] }

  /// The class that answers by this name count for: its own, or the one it was merged into.
  package func target(of name: String) -> HuntClass? { self[name] ?? merged[name.lowercased()] }

  /// Takes in a class that was made since.
  package mutating func add(_ new: HuntClass) {
    classes.append(new)
    exact[new.name] = new
    let name = new.name.lowercased()
    if folded[name] == nil { folded[name] = new }
  }
}
