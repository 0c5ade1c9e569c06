/// What an import did, as `ahunt import --format json` says it.
struct ImportPayload: Codable {
  struct Rejection: Codable {
    let source: String
    let reason: String
  }

  let catalog: String
  let reader: String
  let imported: Int
  let skipped: Int
  let rejected: [Rejection]
  let seconds: Double

  /// The same for people; at most twenty rejections are spelled out.
  func write(to page: inout TextPage) {
    let rate = seconds > 0 ? " (\(Figures.rate(Double(imported) / seconds))/s)" : ""
    page.line(
      "\(catalog): \(Figures.count(imported, "galaxy", "galaxies")) imported"
        + " in \(Figures.duration(seconds))\(rate), \(Figures.count(skipped)) were there already"
        + (rejected.isEmpty ? "" : ", \(Figures.count(rejected.count)) rejected"))
    guard !rejected.isEmpty else { return }
    page.line()
    var table = TextTable(["rejected", "why"])
    for rejection in rejected.prefix(20) {
      table.add([rejection.source, page.palette.warning(rejection.reason)])
    }
    page.table(table)
    if rejected.count > 20 {
      page.line("  and \(Figures.count(rejected.count - 20)) more; --format json lists them all")
    }
  }
}
