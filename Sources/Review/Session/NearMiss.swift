package import Vocabulary

/// Knows when a new name is most likely a known one, mistyped.
package enum NearMiss {
  /// The class that a name is a near-miss of; nil where it is like none.
  ///
  /// Case, spaces, underscores, hyphens and a plural make no difference; besides, one slip in a name
  /// of four letters and two from seven on. `class 1` and `class 2` are different names.
  package static func `class`(like name: String, among classes: [HuntClass]) -> HuntClass? {
    let wanted = folded(name)
    let alike = classes.compactMap { each -> (slips: Int, class: HuntClass)? in
      let known = folded(each.name)
      guard known.filter(\.isNumber) == wanted.filter(\.isNumber) else { return nil }
      let slips = known == wanted ? 0 : distance(known, wanted)
      let length = max(known.count, wanted.count)
      return slips <= (length < 4 ? 0 : length < 7 ? 1 : 2) ? (slips, each) : nil
    }
    return alike.min { $0.slips < $1.slips }?.class
  }

  private static func folded(_ name: String) -> [Character] {
    var letters = name.lowercased().filter { !$0.isWhitespace && !"_-".contains($0) }
    // "rings" and "ring", "lenses" and "lens", but not "classes" and "clas".
    while let ending = plural(letters) { letters = String(letters.dropLast(ending)) }
    return Array(letters)
  }

  /// Letters of the ending that makes it a plural, or looks so.
  private static func plural(_ word: String) -> Int? {
    guard word.count > 3, word.hasSuffix("s") else { return nil }
    if word.count > 4, ["ses", "xes", "hes"].contains(where: word.hasSuffix) { return 2 }
    return word.hasSuffix("ss") || word.hasSuffix("us") ? nil : 1
  }

  /// Letters that were added, left out, mistaken or swapped with the next one (optimal string
  /// alignment).
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var rows = [Array(0...second.count)]
    for i in 1...max(1, first.count) where i <= first.count {
      var row = [i]
      for j in 1...max(1, second.count) where j <= second.count {
        let isSame = first[i - 1] == second[j - 1]
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1))
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          best = min(best, rows[i - 2][j - 2] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[first.count][second.count]
  }
}
