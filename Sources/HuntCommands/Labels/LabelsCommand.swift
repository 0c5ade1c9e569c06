import ArgumentParser

/// `ahunt labels`: answers out, in, and their log.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Take the answers out as CSV, bring answers in, read their log, or compare people.",
    discussion: """
      A label file has the columns object_id, class, annotator, answered_at, round and arm; the \
      first two are needed. Everybody's answer is kept; the rule says whose a galaxy carries.

      Example:
        ahunt labels export --output Labels/rings.csv
      """,
    subcommands: [
      LabelsExport.self, LabelsImport.self, LabelsLabel.self, LabelsHistory.self,
      LabelsAgreement.self, LabelsMistakes.self, LabelsRule.self,
    ])
}
