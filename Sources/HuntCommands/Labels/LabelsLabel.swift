import AHuntKit
import ArgumentParser
import Foundation
import Review
import Store
import Vocabulary

/// `ahunt labels label`: the answer for one galaxy.
struct LabelsLabel: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Say which class one galaxy is of, asked or not.",
    discussion: """
      Your own earlier answer to it is taken back; what others answered stays. A class that there is \
      not needs --new.

      Example:
        ahunt labels label 587722984435351614 ring
        ahunt labels label NGC4650A "polar ring" --new --annotator hubble
      """)

  @Argument(help: "The galaxy's object id.")
  var id: String

  @Argument(help: "The class.")
  var `class`: String

  @Option(help: "Who answers (default: $USER).")
  var annotator: String?

  @Flag(help: "Make the class where there is none of this name.")
  var new = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let labels: [LabelsPayload.Label]
    /// Whether anything was written: not where this person had said so before.
    let changed: Bool
    let newClasses: [String]
  }

  func validate() throws {
    if annotator?.isEmpty == true {
      throw ValidationError("--annotator takes a name, not an empty text.")
    }
  }

  func run(with console: Console) throws {
    let (name, done) = try console.withHunt { hunt in
      let name = try className(hunt, console)
      return (
        name,
        try hunt.label(
          id, as: name, isNew: new, annotator: console.annotator(annotator),
          activity: console.activity())
      )
    }
    let payload = Payload(
      labels: [done.label].compactMap(\.self).map(LabelsPayload.Label.init),
      changed: done.said != .unchanged, newClasses: [done.added].compactMap { $0?.name })
    try console.emit(payload) { page in
      switch done.said {
      case .unchanged: page.line("\(id): you have said so before")
      case .recorded(_, let instead): page.line("\(id): \(name)\(Self.words(instead))")
      }
      if let added = done.added {
        page.line("\(added.name) is new, \(added.isHunted ? "and hunted" : "not hunted")")
      }
      if let label = done.label, label.className.lowercased() != name.lowercased() {
        page.line(
          "it still counts as \(label.className), by the answer of \(label.annotator); "
            + "`ahunt labels rule` says whose answer counts")
      }
    }
  }

  /// What was said before, in brackets.
  static func words(_ instead: Saying.Earlier?) -> String {
    switch instead {
    case nil: ""
    case .skip: " (skipped before)"
    case .answer(let name): " (\(name) before)"
    }
  }

  /// The class that is meant: a near-miss of one there is asked back at a terminal, and else refused.
  private func className(_ hunt: Hunt, _ console: Console) throws -> String {
    let classes = try hunt.classes()
    let known = ClassDirectory(classes)
    let wanted = `class`.trimmingCharacters(in: .whitespaces)
    if let found = known[wanted] { return found.name }
    let near = NearMiss.class(like: wanted, among: classes)
    guard let near else { return wanted }
    if new {
      console.note("there is a class \(near.name) already; `ahunt classes merge` makes them one")
      return wanted
    }
    if console.context.inputIsTerminal,
      console.confirms("No class is called \(wanted). Do you mean \(near.name)?")
    {
      return near.name
    }
    throw CommandFailure.failed(
      "no class is called \(wanted), but there is \(near.name); --new makes a class of its own")
  }
}
