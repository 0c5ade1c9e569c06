package import Foundation

/// Times as the store writes them: ISO-8601 in UTC with milliseconds, so text order is time order.
package enum Timestamp {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  /// `2025-03-01T12:00:00.000Z`
  package static func text(_ date: Date) -> String { date.formatted(style) }

  /// The time in a text with or without fractional seconds, nil where it is no ISO-8601 time.
  package static func date(_ text: String) -> Date? {
    (try? style.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text))
  }
}
