import ArgumentParser
import Foundation
import Testing

@testable import HuntCommands

/// Every number that a command takes has bounds, whichever command it is.
@Suite struct BoundsTests {
  /// An option or argument of a command, as the parser itself lists it.
  struct Item: Sendable, CustomTestStringConvertible {
    let command: [String]
    /// `--count`, or `<interest>` for an argument.
    let name: String
    let help: String
    /// What the command needs besides.
    let others: [String]
    let place: Int?

    var testDescription: String { (command + [name]).joined(separator: " ") }

    /// The command line with this value.
    func line(_ value: String) -> [String] {
      guard let place else { return command + others + ["\(name)=\(value)"] }
      var others = others
      others[place] = value
      return command + others
    }

    /// What the parser says of a value; nil if nothing is wrong with this item.
    func complaint(_ value: String) -> (text: String, code: ExitCode)? {
      do {
        _ = try AHunt.parseAsRoot(line(value))
        return nil
      } catch {
        let text = AHunt.message(for: error)
        let name = place == nil ? "'\(name)" : name
        let isOfThis = text.contains("is invalid for '") && text.contains(name)
        return isOfThis ? (text, AHunt.exitCode(for: error)) : nil
      }
    }

    /// Whether it is a number: words are refused, and some number is not.
    var isNumber: Bool {
      complaint("words") != nil
        && ["1", "0.5", "16", "128"].contains { complaint($0) == nil }
    }
  }

  /// Every option and argument with a value, of every command.
  static let items: [Item] = {
    struct Dump: Decodable { let command: Command }
    struct Command: Decodable {
      let commandName: String
      let arguments: [Argument]?
      let subcommands: [Command]?
    }
    struct Argument: Decodable {
      struct Name: Decodable { let name: String }
      let kind: String
      let valueName: String?
      let preferredName: Name?
      let abstract: String?
      let allValues: [String]?
      let isOptional: Bool
    }
    func walk(_ command: Command, _ path: [String]) -> [Item] {
      let deeper = (command.subcommands ?? []).flatMap { walk($0, path + [$0.commandName]) }
      let arguments = command.arguments ?? []
      let positions = arguments.filter { $0.kind == "positional" }
      let needed = arguments.filter { $0.kind == "option" && !$0.isOptional }
        .map { "--\($0.preferredName?.name ?? "")=1" }
      let others = positions.map { _ in "1" } + needed
      return deeper
        + arguments.compactMap { argument in
          guard argument.kind != "flag", argument.allValues == nil else { return nil }
          let place = positions.firstIndex { $0.valueName == argument.valueName }
          let isOption = argument.kind == "option"
          return Item(
            command: path,
            name: isOption
              ? "--" + (argument.preferredName?.name ?? "") : "<\(argument.valueName ?? "")>",
            help: argument.abstract ?? "", others: others, place: isOption ? nil : place)
        }
    }
    guard
      let dump = try? JSONDecoder().decode(Dump.self, from: Data(AHunt._dumpHelp().utf8))
    else { return [] }
    return walk(dump.command, [])
  }()

  static let numbers = items.filter(\.isNumber)

  /// The walk itself: were it blind, all below would hold of nothing.
  @Test func theWalkFindsNumbers() {
    let found = Set(Self.numbers.map(\.testDescription))
    for name in [
      "simulate --count", "import --crop", "import --q", "train classifier --dropout",
      "train all --seed", "classes weigh <interest>", "models remove <id>", "labels history --last",
      "bench --batch-size", "report hunt --threads", "replay --anomaly-rate",
    ] { #expect(found.contains(name), "\(name)") }
    #expect(found.count >= 90, "\(found.count)")
    #expect(!found.contains("import --name") && !found.contains("import <source>"))
  }

  @Test(arguments: numbers)
  func everyNumberHasBoundsThatItsHelpNames(_ item: Item) throws {
    let words = try #require(
      item.help.firstMatch(
        of: /(?<words>(from|above) (?<lower>\S+) (to|and below) (?<upper>\S+))\./),
      "\(item.testDescription) is a number without bounds: declare it with Bounds")
    func number(_ text: Substring) throws -> Double {
      try #require(Double(text.replacingOccurrences(of: ",", with: "")))
    }
    let (lower, upper) = (try number(words.lower), try number(words.upper))
    #expect(lower < upper)
    var outside = ["nan", "1e999", " ", "words", "\(upper * 2 + 1)"]
    if upper < 1e22 { outside += ["99999999999999999999999"] }
    if lower > 0 { outside += ["0", "5e-324"] }
    if item.place == nil { outside += ["-inf", "-1", "-9223372036854775808", "\(lower - 1)"] }
    for value in outside {
      let complaint = try #require(
        item.complaint(value), "\(item.testDescription) takes '\(value)'")
      #expect(complaint.code == .validationFailure)
      #expect(complaint.text.contains("'\(value)'") && complaint.text.contains(words.words))
    }
  }

  @Test func endsBelongToBoundsOrNot() throws {
    #expect(try Bounds<Int>.from(1, to: 4).number("4") == 4)
    #expect(try Bounds<Double>.above(0, below: 1).number("0.5") == 0.5)
    #expect(try Bounds<UInt64>.seed.number("18446744073709551615") == .max)
    #expect(throws: OutOfBounds.self) { try Bounds<Double>.above(0, to: 1).number("0") }
    #expect(throws: OutOfBounds.self) { try Bounds<Double>.from(0, below: 1).number("1") }
    #expect(throws: OutOfBounds.self) { try Bounds<Double>.from(0, to: 1).number("nan") }
    let error = #expect(throws: OutOfBounds.self) {
      try Bounds.multiples(of: 16, from: 16, to: 1024).number("17")
    }
    #expect(error?.description == "it takes a multiple of 16 from 16 to 1,024")
  }

  /// On the program itself: what used to end it by a signal.
  @Test(arguments: [
    ["simulate", "x", "--count", "9223372036854775807"], ["import", "x", "--crop", "5e-324"],
    ["report", "classifier", "--threads", "9223372036854775807"],
    ["train", "classifier", "--batch-size", "9223372036854775807"],
    ["bench", "--count", "9223372036854775807"], ["simulate", "x", "--count", "-1"],
    ["classes", "weigh", "ring", "1e300"], ["rank", "--top", "0"],
    ["train", "all", "--device", "cuda:99999999999999999999"],
  ])
  func outOfBoundsIsUsage(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run(arguments, in: scratch.folder)
    #expect(run.status == 64 && run.output.isEmpty, "\(arguments): \(run.status) \(run.error)")
  }
}
