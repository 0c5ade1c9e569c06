/// What a galaxy carries and how it came to: one line of a label file.
public struct Label: Sendable, Equatable {
  /// The galaxy's object id.
  public var objectID: String
  /// Name of the class.
  public var className: String
  /// Who answered; empty where a file does not say.
  public var annotator: String
  /// ISO-8601; empty where a file does not say.
  public var answeredAt: String
  /// Number of the round in which it was asked.
  public var round: Int?
  /// The query arm that asked it.
  public var arm: String?

  /// A label; what is left out is filled in when it is imported.
  public init(
    objectID: String, className: String, annotator: String = "", answeredAt: String = "",
    round: Int? = nil, arm: String? = nil
  ) {
    self.objectID = objectID
    self.className = className
    self.annotator = annotator
    self.answeredAt = answeredAt
    self.round = round
    self.arm = arm
  }
}
