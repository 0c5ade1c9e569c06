internal import Vocabulary

extension HuntClass {
  /// Throws for a repeated number, or an interest that is negative or not finite.
  static func validate(_ classes: [HuntClass]) throws(HuntingError) {
    var ids = Set<HuntClass.ID>()
    for each in classes {
      guard ids.insert(each.id).inserted else { throw .duplicateClass(name: each.name) }
      guard each.interest.isFinite, each.interest >= 0 else {
        throw .negativeInterest(className: each.name, interest: each.interest)
      }
    }
  }
}
