/// One asked object with what became of it.
package struct HuntQuestion: Sendable, Equatable {
  /// Round that asked, from 1; 0 for labels that were imported.
  package let round: Int
  /// Arm that chose the object: interest, novelty, uncertainty, random; imported for none.
  package let arm: String
  /// Name of the object.
  package let objectID: String
  /// The class that was answered; `nil` while open or skipped.
  package let answer: String?
  /// Whether the answer is a class of interest.
  package let isOfInterest: Bool

  /// Whether no round asked for it, so that it spent no question.
  var isImported: Bool { round == 0 }

  /// A question of a round.
  package init(round: Int, arm: String, objectID: String, answer: String?, isOfInterest: Bool) {
    self.round = round
    self.arm = arm
    self.objectID = objectID
    self.answer = answer
    self.isOfInterest = isOfInterest
  }
}
