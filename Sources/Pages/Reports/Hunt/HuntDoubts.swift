package import Evaluation
package import Imaging

/// Where people say different things of a galaxy, and which answers may be slips.
package struct HuntDoubts: Sendable {
  /// Two people and the galaxies that both have answered.
  package struct Pair: Sendable {
    let first: String
    let second: String
    let galaxies: Int
    let agreed: Int
    /// Cohen's kappa; nil where both gave everything one class, or have answered too few.
    let kappa: Interval?

    /// Two people, and how often they said the same.
    package init(first: String, second: String, galaxies: Int, agreed: Int, kappa: Interval?) {
      self.first = first
      self.second = second
      self.galaxies = galaxies
      self.agreed = agreed
      self.kappa = galaxies < HuntDoubts.fewestForKappa ? nil : kappa
    }
  }

  /// What one person says of a galaxy.
  package struct Said: Sendable, Equatable, Codable {
    let annotator: String
    let label: String

    /// A person's word.
    package init(annotator: String, label: String) {
      self.annotator = annotator
      self.label = label
    }
  }

  /// A galaxy that people gave different classes.
  package struct Disagreement: Sendable {
    let objectID: String
    /// The class that counts; nil where none does.
    let label: String?
    let said: [Said]
    let picture: Raster?

    /// A galaxy with what each person says of it.
    package init(objectID: String, label: String?, said: [Said], picture: Raster?) {
      self.objectID = objectID
      self.label = label
      self.said = said
      self.picture = picture
    }
  }

  /// An answer that a head which did not learn it is sure to be another.
  package struct Mistake: Sendable {
    let objectID: String
    let label: String
    let annotator: String
    /// What the head gives the answer's class, in 0...1.
    let labelShare: Double
    let suggested: String
    let suggestedShare: Double
    /// Whether somebody looked once more and said the same.
    let isConfirmed: Bool
    let picture: Raster?

    /// An answer and what the head takes the galaxy for.
    package init(
      objectID: String, label: String, annotator: String, labelShare: Double, suggested: String,
      suggestedShare: Double, isConfirmed: Bool, picture: Raster?
    ) {
      self.objectID = objectID
      self.label = label
      self.annotator = annotator
      self.labelShare = labelShare
      self.suggested = suggested
      self.suggestedShare = suggestedShare
      self.isConfirmed = isConfirmed
      self.picture = picture
    }
  }

  /// Galaxies whose pictures a report shows, of each kind.
  package static let shown = 24
  /// Galaxies that people have to share before a kappa says something.
  package static let fewestForKappa = 10

  /// Galaxies that several people have answered.
  package let sharedGalaxies: Int
  /// Fleiss' kappa of all people; nil where they share too few galaxies, or all of these are of one
  /// class.
  package let kappa: Interval?
  /// Each two people who have answered the same galaxies.
  package var pairs: [Pair] = []
  /// Where people say different things, in the order of the survey.
  package var disagreements: [Disagreement] = []
  /// Answers that may be slips, the most doubtful first.
  package var mistakes: [Mistake] = []
  /// What the head has to give another class before an answer is doubted, in 0...1.
  package let surety: Double

  /// How far people agree; what is in doubt is set afterwards.
  package init(sharedGalaxies: Int, kappa: Interval?, surety: Double) {
    self.sharedGalaxies = sharedGalaxies
    self.kappa = sharedGalaxies < Self.fewestForKappa ? nil : kappa
    self.surety = surety
  }
}
