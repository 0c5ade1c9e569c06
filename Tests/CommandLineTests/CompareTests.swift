import Foundation
import Testing

/// `ahunt report compare` on the real program.
@Suite struct CompareTests {
  /// A hunt with two classifiers and a report of each at its own date.
  private func hunt() throws -> (scratch: Scratch, models: [Int]) {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try scratch.ahunt(
      "train", "classifier", "--epochs", "2", "--seed", "9", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let listed = try #require(
      try scratch.ahunt("models", "list", "--format", "json").json()["models"] as? [[String: Any]])
    let models = listed.filter { $0["kind"] as? String == "classifier" }
      .compactMap { $0["id"] as? Int }
    #expect(models.count == 2)
    return (scratch, models.sorted())
  }

  private func page(_ run: AHuntProcess) throws -> String {
    let file = try #require((try run.json()["files"] as? [String])?.first, "\(run.error)")
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  @Test func twoModelsAreJudgedOnTheSameGalaxies() throws {
    let (scratch, models) = try hunt()
    let run = try scratch.ahunt(
      "report", "compare", "\(models[0])", "\(models[1])", "--resamples", "50", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let html = try page(run)
    #expect(html.contains("Model \(models[0]) and Model \(models[1])"))
    #expect(html.contains("Both are judged on the same "))
    for words in ["Accuracy", "Macro F1", "Log loss, nats", "What changed", "Only Model"] {
      #expect(html.contains(words), "\(words)")
    }
    // The second was trained with another seed.
    #expect(html.contains("<bdi>Seed</bdi></th><td>0</td><td>9</td>"))
    // The same the other way round has the opposite sign.
    let back = try page(
      try scratch.ahunt(
        "report", "compare", "\(models[1])", "\(models[0])", "--resamples", "50", "--format", "json"
      ))
    let row =
      /Log loss, nats<\/bdi><\/th><td class="number">([\d.]+)<\/td><td class="number">([\d.]+)</
    let one = try #require(html.firstMatch(of: row))
    let other = try #require(back.firstMatch(of: row))
    #expect(one.1 == other.2 && one.2 == other.1 && one.1 != one.2)
  }

  @Test func twoDatesAreReadFromWhatIsKept() throws {
    let (scratch, models) = try hunt()
    #expect(try scratch.ahunt("report", "classifier", "--resamples", "20").status == 0)
    let reports = scratch.folder.appendingPathComponent("hunt/Reports")
    let names = try FileManager.default.contentsOfDirectory(atPath: reports.path)
    let date = try #require(names.first { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d{4}/) != nil })
    // The same report as of an earlier day.
    let old = "2020-01-01T0000"
    try FileManager.default.createDirectory(
      at: reports.appendingPathComponent(old), withIntermediateDirectories: true)
    for suffix in ["json", "summary.json", "html"] {
      let text = try String(
        contentsOf: reports.appendingPathComponent("\(date)/classifier.\(suffix)"), encoding: .utf8)
      let changed =
        suffix == "summary.json"
        ? text.replacing(/"written":"[^"]*"/, with: "\"written\":\"2020-01-01T00:00:00.000Z\"")
        : text
      try scratch.write(changed, to: "hunt/Reports/\(old)/classifier.\(suffix)")
    }
    let run = try scratch.ahunt(
      "report", "compare", "2020-01", String(date.prefix(10)), "--resamples", "50", "--format",
      "json")
    #expect(run.status == 0, "\(run.error)")
    let html = try page(run)
    #expect(html.contains("The two answer every galaxy alike."))
    #expect(html.contains("The survey and the settings are the same."))
    // A model against a date.
    let mixed = try scratch.ahunt(
      "report", "compare", "\(models[0])", date, "--resamples", "50", "--format", "json")
    #expect(try page(mixed).contains("Both are judged on the same "), "\(mixed.error)")
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let (scratch, models) = try hunt()
    let model = "\(models[0])"
    let cases: [(arguments: [String], words: String)] = [
      ([model, "99"], "99"), ([model, "1"], "is an embedder"),
      ([model, "2020-01-01"], "neither a classifier's number nor the date of a kept report"),
      ([model, model], "can't be compared with itself"),
    ]
    for (arguments, words) in cases {
      let run = try scratch.ahunt("report", "compare", arguments[0], arguments[1])
      #expect(run.status == 1 && run.error.contains(words), "\(run.error)")
    }
    #expect(
      !FileManager.default.fileExists(
        atPath: scratch.folder.appendingPathComponent("hunt/Reports").path))
    #expect(try scratch.ahunt("report", "compare", model).status == 64)
    #expect(try scratch.ahunt("report", "training").status == 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scratch.folder.appendingPathComponent("hunt/Reports").path)
    let date = try #require(names.first { $0.hasPrefix("20") })
    let run = try scratch.ahunt("report", "compare", model, date)
    #expect(run.status == 1 && run.error.contains("have no report of one kind"), "\(run.error)")
    try scratch.write("{", to: "hunt/Reports/\(date)/training.summary.json")
    let damaged = try scratch.ahunt("report", "compare", model, date)
    #expect(damaged.status == 1 && damaged.error.contains("gone or damaged"), "\(damaged.error)")
  }
}
