import AHuntKit
import ArgumentParser

/// The root of the command tree.
struct AHunt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ahunt",
    abstract: "Finds the strange galaxies in a survey with as few human labels as possible.",
    discussion: """
      A hunt lives in one SQLite file, hunt.sqlite, in the workspace folder.

      Example, from a survey to a ranking:
        ahunt init --workspace ring-hunt
        cd ring-hunt
        ahunt import ~/Pictures/survey.csv
        ahunt train all && ahunt embed && ahunt score
        ahunt round && ahunt review
        ahunt rank --contact-sheet top.png
        ahunt report all

      Exit codes: 0 done, 1 failed, 2 nothing to do, 64 usage, 130 interrupted.
      """,
    version: softwareVersion,
    groupedSubcommands: [
      CommandGroup(
        name: "Survey:",
        subcommands: [
          WorkspaceInit.self, SurveySimulate.self, SurveyImport.self, WorkspaceStatus.self,
          WorkspaceCheck.self, WorkspaceBackup.self,
        ]),
      CommandGroup(
        name: "Models:",
        subcommands: [
          TrainCommand.self, EmbedCommand.self, ScoreCommand.self, SampleCommand.self,
          ModelsCommand.self,
        ]),
      CommandGroup(
        name: "Hunt:",
        subcommands: [
          HuntRound.self, HuntReview.self, ClassesCommand.self, HuntRank.self, HuntSimilar.self,
          FinetuneCommand.self, LabelsCommand.self, HuntReplay.self, ReportCommand.self,
        ]),
      CommandGroup(
        name: "Installation:",
        subcommands: [WorkspaceDoctor.self, DemoCommand.self, BenchCommand.self]),
    ])

  init() {}
}
