import Evaluation

/// How far people agree, and where they do not.
package struct LabelAgreement: Sendable {
  /// A kappa and where it lies with 95 %.
  package struct Estimate: Sendable, Equatable {
    /// The kappa.
    package let value: Double
    /// The lower bound.
    package let lower: Double
    /// The upper bound.
    package let upper: Double

    init(_ interval: Interval) {
      (value, lower, upper) = (interval.estimate, interval.lower, interval.upper)
    }
  }

  /// Two people and the galaxies that both have answered.
  package struct Pair: Sendable {
    /// The one whose name comes first.
    package let first: String
    /// The other.
    package let second: String
    /// Galaxies that both have answered.
    package let galaxies: Int
    /// Galaxies that both gave the same class.
    package let agreed: Int
    /// Cohen's kappa; nil where both gave everything one class.
    package let kappa: Estimate?
  }

  /// One person who was asked a second time.
  package struct Consistency: Sendable {
    /// Who.
    package let annotator: String
    /// Galaxies that were answered a second time.
    package let galaxies: Int
    /// Galaxies that got the same class as before.
    package let agreed: Int
    /// Cohen's kappa of the first answers and the second; nil where all of them are one class.
    package let kappa: Estimate?
  }

  /// A galaxy that people gave different classes.
  package struct Disagreement: Sendable {
    /// Number of the galaxy.
    package let galaxy: Int64
    /// The galaxy's object id.
    package let objectID: String
    /// The class that it carries.
    package let label: String?
    /// What each person says of it now, in the order it was said.
    package let answers: [Said]
  }

  /// What one person says.
  package struct Said: Sendable, Equatable {
    /// Who.
    package let annotator: String
    /// Name of the class.
    package let className: String
    /// ISO-8601.
    package let answeredAt: String
  }

  /// Who has answered, by name.
  package let annotators: [String]
  /// Galaxies that several people have answered.
  package let galaxies: Int
  /// Fleiss' kappa of all people; nil where nothing was answered by two, or all of it is one class.
  package let kappa: Estimate?
  /// Each two people that have answered the same galaxies.
  package let pairs: [Pair]
  /// Each person that was asked a second time.
  package let consistency: [Consistency]
  /// Where people say different things now, in the order of the survey.
  package let disagreements: [Disagreement]
}
