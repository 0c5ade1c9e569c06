import AHuntKit
import Foundation

extension Console {
  /// The folder that the options name, whether or not a hunt is in it.
  var workspace: URL { options.folder(in: context) }

  /// Opens the hunt that the options name, and closes it when `body` is done with it or fails.
  func withHunt<Result>(
    for purpose: Hunt.Purpose = .writing, _ body: (Hunt) throws -> Result
  ) throws -> Result {
    let hunt = try Hunt.open(in: workspace, for: purpose, activity: activity())
    let result: Result
    do {
      result = try body(hunt)
    } catch {
      // What failed first is what the person has to know.
      try? hunt.close()
      throw error
    }
    try hunt.close()
    return result
  }

  /// Who answers: the name given, else that of the person's account.
  func annotator(_ name: String?) -> String {
    let name = name ?? context.environment["USER"] ?? ""
    return name.isEmpty ? "me" : name
  }
}
