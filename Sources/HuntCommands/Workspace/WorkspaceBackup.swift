import AHuntKit
import ArgumentParser
import Foundation
import Vocabulary

/// `ahunt backup`: copies the hunt.
struct WorkspaceBackup: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the hunt into one file, or its answers as CSV, also while it is in use.",
    discussion: """
      The copy is what the hunt was at one moment. It is looked through and synced to the disk before \
      it gets its name. As hunt.sqlite in a folder of its own it is a hunt.

      With --answers, all that people said is written as CSV: classes with their interests, answers, \
      skips and retractions. `ahunt labels import` brings it back, also onto a new import of the survey.

      Example:
        ahunt backup /media/usb/rings.sqlite
        ahunt backup --answers rings.csv
      """)

  @Argument(help: "The file to write; with --answers, - is standard output.")
  var file: String

  @Flag(help: "Write the answers as CSV instead of the hunt.")
  var answers = false

  @Flag(help: "Replace the file where there is one.")
  var force = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let file: String
    let bytes: Int
    let galaxies: Int
    let answers: Int
    let models: Int
  }

  struct AnswersPayload: Codable {
    let file: String
    let answers: Int
    let classes: Int
  }

  func validate() throws {
    if file.isEmpty { throw ValidationError("FILE is a path, not an empty text.") }
    if file == "-" {
      guard answers else {
        throw ValidationError("A hunt can't be written to standard output; name a file.")
      }
      guard globals.format == .text else {
        throw ValidationError("--format json needs the name of a file, not -.")
      }
    }
  }

  func run(with console: Console) throws {
    let activity = console.activity(isLong: true)
    if answers { return try copyAnswers(console) }
    let copy = try console.withHunt(for: .reading) {
      try $0.backUp(
        to: console.context.location(file), isReplacing: force, activity: activity)
    }
    let payload = Payload(
      file: copy.file.path, bytes: copy.bytes, galaxies: copy.galaxies, answers: copy.answers,
      models: copy.models)
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(copy.galaxies, "galaxy", "galaxies")), "
          + "\(Figures.count(copy.answers, "answer")) and \(Figures.count(copy.models, "model")) "
          + "copied to \(copy.file.path) and checked")
    }
  }

  private func copyAnswers(_ console: Console) throws {
    if file == "-" {
      let text = try console.withHunt(for: .reading) { try $0.answersText().text }
      return try console.send(table: text)
    }
    let location = console.context.location(file)
    let (entries, classes) = try console.withHunt(for: .reading) {
      try $0.backUpAnswers(to: location, isReplacing: force)
    }
    let payload = AnswersPayload(file: location.path, answers: entries, classes: classes)
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(entries, "answer")) and "
          + "\(Figures.count(classes, "class", "classes")) written to \(location.path)")
      page.next("ahunt labels import \(ShellWord.quoted(location.path))")
    }
  }
}
