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
  /// A budget argument is not NAME=SHARE.
  case malformedShare(text: String)
  /// A budget argument names no arm.
  case unknownArm(name: String)
  /// A share is negative or not finite.
  case invalidShare(arm: String, share: Double)
  /// A budget names an arm twice.
  case repeatedArm(name: String)
  /// No arm has a positive share.
  case emptyBudget
  /// A replay names no strategy.
  case unknownStrategy(name: String)
  /// A score-based strategy lacks its score.
  case missingScore(strategy: String)
  /// A replay hunts a class that no galaxy has.
  case unknownAnomaly(name: String, known: [String])
  /// A change of classes in a replay is not written as one.
  case malformedChange(text: String)
  /// A setting is outside its range.
  case invalidSetting(name: String, reason: String)

  /// A sentence that names what is wrong and says what to do.
  package var description: String {
    switch self {
    case .emptyPool:
      "There are no galaxies to choose from: import some and embed them first."
    case .countMismatch(let what, let expected, let found):
      "Expected \(expected) \(what) and got \(found): embed and score every galaxy again."
    case .galaxyOutOfRange(let index, let count):
      "Galaxy \(index) is not among the \(count) embedded ones: run `ahunt embed` again."
    case .labelOutOfRange(let label, let classes):
      "An answer names class number \(label), and the hunt has \(classes) classes."
    case .duplicateClass(let name):
      "The class '\(name)' is named twice: class names are unique within a hunt."
    case .classesReordered:
      "The probabilities are of other classes than those that are ranked by: fit the head again."
    case .negativeInterest(let className, let interest):
      "The interest of '\(className)' is \(interest): give zero or a positive finite number."
    case .malformedShare(let text):
      "'\(text)' is not a share: write NAME=SHARE, such as interest=0.5."
    case .unknownArm(let name):
      "There is no arm '\(name)': choose from "
        + Arm.allCases.map(\.rawValue).joined(separator: ", ") + "."
    case .invalidShare(let arm, let share):
      "The share of arm '\(arm)' is \(share): give zero or a positive finite number."
    case .repeatedArm(let name):
      "The arm '\(name)' is given twice: name it once."
    case .emptyBudget:
      "Every arm has a share of zero: give at least one a positive share."
    case .unknownStrategy(let name):
      "There is no strategy '\(name)': choose from "
        + ReplayStrategy.names.joined(separator: ", ") + "."
    case .missingScore(let strategy):
      "The strategy '\(strategy)' ranks by a score that these galaxies lack: "
        + "run `ahunt score` first."
    case .unknownAnomaly(let name, let known):
      "No galaxy has the known class '\(name)': choose from \(known.joined(separator: ", "))."
    case .malformedChange(let text):
      "'\(text)' is not a change: write ROUND:name=CLASS, ROUND:merge=CLASS,CLASS, "
        + "ROUND:split=CLASS or ROUND:weigh=CLASS,INTEREST."
    case .invalidSetting(let name, let reason):
      "The setting \(name) is out of range: \(reason)."
    }
  }
}
