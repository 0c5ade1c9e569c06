import ArgumentParser
import Hunting
import Testing
import Vocabulary

@testable import HuntCommands

/// What is written behind `--arm` and `--change`.
@Suite struct OptionTextTests {
  @Test func sharesAreRead() throws {
    let budget = try QueryBudget(arguments: ["interest=3", "random=1"])
    #expect(budget == (try QueryBudget(shares: [.interest: 3, .random: 1])))
    #expect(try QueryBudget(arguments: []) == .standard)
  }

  @Test(arguments: [
    (["interest"], "'interest' is not a share: write NAME=SHARE, such as interest=0.5."),
    (["interest="], "'interest=' is not a share: write NAME=SHARE, such as interest=0.5."),
    (
      ["interest=a lot"], "'interest=a lot' is not a share: write NAME=SHARE, such as interest=0.5."
    ),
    (
      ["luck=1"], "There is no arm 'luck': choose from interest, novelty, uncertainty, random."
    ),
    (["random=1", "random=2"], "The arm 'random' is given twice: name it once."),
    (
      ["interest=-1"],
      "the share of arm 'interest' is -1.0, and it has to be zero or a positive finite number"
    ),
    (
      ["random=0"],
      "every arm has a share of zero; give at least one a positive share with --arm"
    ),
  ])
  func whatIsNoShareIsRefused(arguments: [String], sentence: String) {
    let error = #expect(throws: ValidationError.self) { try QueryBudget(arguments: arguments) }
    #expect(error?.message == sentence)
  }

  @Test func changesAreReadAsTheyAreWritten() throws {
    let written: [(String, ReplayChange)] = [
      ("3:name=ring", ReplayChange(round: 3, .name("ring"))),
      ("1:merge=ring, arc", ReplayChange(round: 1, .merge("ring", into: "arc"))),
      ("2:split=odd one", ReplayChange(round: 2, .split("odd one"))),
      ("4:weigh=ring,0.5", ReplayChange(round: 4, .weigh("ring", interest: 0.5))),
    ]
    for (text, change) in written { #expect(try ReplayChange(argument: text) == change) }
  }

  @Test(arguments: ["name=ring", "0:name=a", "1:name", "1:merge=a", "2:weigh=a,-1", "2:shout=a"])
  func whatIsNoChangeIsRefused(text: String) {
    let error = #expect(throws: ValidationError.self) { try ReplayChange(argument: text) }
    #expect(error?.message.hasPrefix("'\(text)' is not a change: write ROUND:") == true)
  }
}
