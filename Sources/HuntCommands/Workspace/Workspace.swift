import AHuntKit
import Foundation

extension Console {
  /// The folder that the options name, whether or not a hunt is in it.
  var workspace: URL { options.folder(in: context) }

  /// Opens the hunt that the options name.
  func openHunt() throws -> Hunt { try Hunt.open(in: workspace, now: context.now()) }

  /// Opens the hunt that the options name, and closes it when `body` is done with it.
  func withHunt<Result>(_ body: (Hunt) throws -> Result) throws -> Result {
    let hunt = try openHunt()
    let result = try body(hunt)
    try hunt.close()
    return result
  }

  /// Who answers: the name given, else that of the person's account.
  func annotator(_ name: String?) -> String {
    let name = name ?? context.environment["USER"] ?? ""
    return name.isEmpty ? "me" : name
  }
}
