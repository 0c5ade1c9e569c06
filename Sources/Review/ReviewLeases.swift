package import Foundation
package import Store
package import Vocabulary

/// Keeps the questions that one session is at from the others.
package protocol ReviewLeases {
  /// Holds questions for this session, or holds them longer; gives those that it got.
  func lease(_ questions: [Question.ID]) throws -> Set<Question.ID>
  /// Gives all back.
  func release() throws
  /// Seconds after which what is held has to be held anew.
  var renewal: Double { get }
}
