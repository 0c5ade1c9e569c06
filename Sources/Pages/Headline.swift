/// A number at the top of a report.
struct Headline: Sendable, Equatable {
  let name: String
  let value: String
  let note: String
}
