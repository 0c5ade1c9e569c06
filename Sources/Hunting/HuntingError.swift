internal import Vocabulary

/// What can go wrong while planning, ranking or replaying a hunt.
package enum HuntingError: Error, Equatable, CustomStringConvertible {
  /// No galaxy to choose from.
  case emptyPool
  /// Arrays that describe the same galaxies differ in length.
  case countMismatch(what: String, expected: Int, found: Int)
  /// An answer or question names a row that is not there.
  case galaxyOutOfRange(index: Int, count: Int)
  /// An answer names a class that is not there.
  case labelOutOfRange(label: Int, classes: Int)
  /// Two classes share a name.
  case duplicateClass(name: String)
  /// Classes are not those that the probabilities are of, in their order.
  case classesReordered
  /// An interest is negative or not finite.
  case negativeInterest(className: String, interest: Double)
  /// A share is negative or not finite.
  case invalidShare(arm: String, share: Double)
  /// No arm has a positive share.
  case emptyBudget
  /// A replay names no strategy.
  case unknownStrategy(name: String)
  /// A score-based strategy lacks its score.
  case missingScore(strategy: String)
  /// A replay hunts a class that no galaxy has.
  case unknownAnomaly(name: String, known: [String])
  /// A setting of a replay is outside its range.
  case invalidReplay(setting: ReplaySettings.Setting, reason: String)
  /// Another setting is outside its range.
  case invalidSetting(name: String, reason: String)

  /// What is wrong, and with which values; what to do is for whoever shows it to say.
  package var description: String {
    switch self {
    case .emptyPool:
      "there are no galaxies to choose from"
    case .countMismatch(let what, let expected, let found):
      "there are \(found) \(what) where \(expected) are expected"
    case .galaxyOutOfRange(let index, let count):
      "galaxy \(index) is not among the \(count) embedded ones"
    case .labelOutOfRange(let label, let classes):
      "an answer names class number \(label), and the hunt has \(classes) classes"
    case .duplicateClass(let name):
      "the class '\(name)' is named twice, and class names are unique within a hunt"
    case .classesReordered:
      "the probabilities are of other classes than those that are ranked by"
    case .negativeInterest(let className, let interest):
      "the interest of '\(className)' is \(interest), and it has to be zero or a positive finite "
        + "number"
    case .invalidShare(let arm, let share):
      "the share of arm '\(arm)' is \(share), and it has to be zero or a positive finite number"
    case .emptyBudget:
      "every arm has a share of zero"
    case .unknownStrategy(let name):
      "there is no strategy '\(name)'; there are " + ReplayStrategy.names.joined(separator: ", ")
    case .missingScore(let strategy):
      "the strategy '\(strategy)' ranks by a score that these galaxies lack"
    case .unknownAnomaly(let name, let known):
      "no galaxy has the known class '\(name)'; there are \(known.joined(separator: ", "))"
    case .invalidReplay(let setting, let reason):
      "a replay with these \(setting.rawValue) can't be played: \(reason)"
    case .invalidSetting(let name, let reason):
      "the setting \(name) is out of range: \(reason)"
    }
  }
}
