/// One of the person's own classes and how much they care for it.
package struct UserClass: Sendable, Equatable, Codable {
  /// The person's own word.
  package let name: String
  /// Interest weight: zero for a boring kind, any positive number for what is hunted.
  package let interest: Double

  /// A class; interests are validated where they are used.
  package init(name: String, interest: Double) {
    self.name = name
    self.interest = interest
  }

  /// Throws for a repeated name, or an interest that is negative or not finite.
  static func validate(_ classes: [UserClass]) throws(HuntingError) {
    var names = Set<String>()
    for userClass in classes {
      guard names.insert(userClass.name).inserted else {
        throw .duplicateClass(name: userClass.name)
      }
      guard userClass.interest.isFinite, userClass.interest >= 0 else {
        throw .negativeInterest(className: userClass.name, interest: userClass.interest)
      }
    }
  }
}
