import AHuntKit
import ArgumentParser
import Store
import Vocabulary

/// `ahunt labels rule`: whose answer a galaxy carries.
struct LabelsRule: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Say whose answer counts where several people answered, or show it.",
    discussion: """
      latest: the last that was given. majority: that of most people; where two classes have as many, \
      the last. adjudicator NAME: that of one person; where they gave none, the last. Every answer is \
      kept, so the rule can be changed at any time.

      Example:
        ahunt labels rule
        ahunt labels rule majority
        ahunt labels rule adjudicator hubble
      """)

  /// The rules by name.
  enum Rule: String, ExpressibleByArgument, CaseIterable {
    case latest, majority, adjudicator
  }

  @Argument(help: "latest, majority or adjudicator.")
  var rule: Rule?

  @Argument(help: "Who decides, with adjudicator.")
  var name: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let rule: String
    @Nullable var adjudicator: String?
  }

  func validate() throws {
    if (rule == .adjudicator) != (name?.isEmpty == false) {
      throw ValidationError(
        rule == .adjudicator
          ? "adjudicator takes the name of who decides."
          : "Only adjudicator takes a name.")
    }
  }

  func run(with console: Console) throws {
    let chosen = rule.flatMap { LabelRule(name: $0.rawValue, adjudicator: name) }
    let holds = try console.withHunt(for: chosen == nil ? .reading : .writing) { hunt in
      if let chosen { try hunt.setLabelRule(chosen) }
      if case .adjudicator(let name)? = chosen, try !hunt.hasAnswered(name) {
        console.note("no answer by \(name) stands yet")
      }
      return try hunt.labelRule()
    }
    let payload = Payload(rule: holds.name, adjudicator: holds.adjudicator)
    try console.emit(payload) { page in
      switch holds {
      case .latest: page.line("the latest answer counts")
      case .majority: page.line("the answer of most people counts")
      case .adjudicator(let name): page.line("the answer of \(name) counts, and else the latest")
      }
    }
  }
}
