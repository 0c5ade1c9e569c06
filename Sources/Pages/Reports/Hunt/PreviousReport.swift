package import Foundation
import Tables

/// What an earlier report of a hunt said: its numbers, and of each galaxy the answer and the rank.
package struct PreviousReport: Sendable {
  /// When it was written, as people read it.
  let written: String
  let summary: PageSummary
  /// Answers by galaxy; nil where only the report's numbers are kept.
  let answers: [String: String]?
  /// Ranks by galaxy, from 1.
  let ranks: [String: Int]

  /// An earlier report by its parts.
  init(written: String, summary: PageSummary, answers: [String: String]?, ranks: [String: Int]) {
    self.written = written
    self.summary = summary
    self.answers = answers
    self.ranks = ranks
  }

  /// An earlier report by what is kept of it.
  ///
  /// - Parameters:
  ///   - written: when, as people read it.
  ///   - galaxies: its `hunt.csv`; nil where it is gone. A galaxy whose name another one has too is
  ///     left out.
  package init(written: String, summary: PageSummary, galaxies: Data?) {
    let rows = galaxies.map { CSVText.records(in: String(decoding: $0, as: UTF8.self)) } ?? []
    guard let header = rows.first?.fields, let name = header.firstIndex(of: "object_id"),
      let answer = header.firstIndex(of: GalaxyTable.Key.answer),
      let rank = header.firstIndex(of: GalaxyTable.Key.rank)
    else {
      self.init(written: written, summary: summary, answers: nil, ranks: [:])
      return
    }
    var answers: [String: String] = [:]
    var ranks: [String: Int] = [:]
    var twice: Set<String> = []
    for row in rows.dropFirst() where row.fields.count == header.count {
      let id = row.fields[name]
      if ranks[id] != nil { twice.insert(id) }
      ranks[id] = Int(row.fields[rank]) ?? 0
      if !row.fields[answer].isEmpty { answers[id] = row.fields[answer] }
    }
    for id in twice {
      answers[id] = nil
      ranks[id] = nil
    }
    self.init(written: written, summary: summary, answers: answers, ranks: ranks)
  }
}
