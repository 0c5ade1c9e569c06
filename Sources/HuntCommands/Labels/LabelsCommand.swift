import ArgumentParser

/// `ahunt labels`: answers out, in, and their log.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Take the answers out as CSV, bring answers in, or read their log.",
    discussion: """
      A label file has the columns object_id, class, annotator, answered_at, round and arm; the \
      first two are needed.

      Example:
        ahunt labels export --output Labels/rings.csv
      """,
    subcommands: [LabelsExport.self, LabelsImport.self, LabelsHistory.self])
}
