import Foundation
import Layers
import Models
import Store
import TestSupport
import Testing
import Vocabulary

/// A model from a file is tried before it is stored; a bad one leaves the stored models as they were.
@Suite(.serialized) struct ModelImportTests {
  private let scratch: Scratch

  init() throws {
    scratch = try SimulatedHunt.shared.get().copy()
  }

  private var store: HuntStore {
    get throws {
      try HuntStore.open(at: scratch.owner.path("hunt/hunt.sqlite"))
    }
  }

  /// Exports the latest model of a kind; its description and weights.
  private func exported(_ kind: String) throws -> (description: [String: Any], weights: Data) {
    let models = try scratch.ahunt("models", "list", "--format", "json").json()["models"]
    let model = try #require((models as? [[String: Any]])?.last { $0["kind"] as? String == kind })
    let id = try #require(model["id"] as? Int)
    #expect(try scratch.ahunt("models", "export", "\(id)", "--output", "m.safetensors").status == 0)
    let json = try Data(contentsOf: scratch.folder.appendingPathComponent("m.json"))
    return (
      try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any]),
      try Data(contentsOf: scratch.folder.appendingPathComponent("m.safetensors"))
    )
  }

  private func importing(
    _ description: [String: Any], _ weights: Data, _ change: [String: Any] = [:]
  ) throws -> AHuntProcess {
    var description = description
    if !change.isEmpty {
      let text = try #require(description["config"] as? String)
      let settings = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      description["config"] = String(
        decoding: try JSONSerialization.data(withJSONObject: settings.merging(change) { $1 }),
        as: UTF8.self)
    }
    try scratch.owner.write(
      try JSONSerialization.data(withJSONObject: description), to: "bad.json")
    try scratch.owner.write(weights, to: "bad.safetensors")
    return try scratch.ahunt("models", "import", "bad.safetensors")
  }

  private func expectRefused(
    _ run: AHuntProcess, _ words: String, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == 1, "\(run.output) \(run.error)", sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    #expect(
      run.error.split(separator: "\n").count == 1 && run.error.contains(words), "\(run.error)",
      sourceLocation: location)
  }

  @Test func aModelThatIsOneComesBack() throws {
    for kind in ["classifier", "embedder", "scorer"] {
      let (description, weights) = try exported(kind)
      #expect(try importing(description, weights).status == 0)
    }
    #expect(try scratch.ahunt("report", "classifier").status == 0)
  }

  @Test func settingsThatCantBeAreNamed() throws {
    let (description, weights) = try exported("classifier")
    let models = try store.models()
    let classes = 10
    let changes: [(String, Any)] = [
      ("classNames", [String](repeating: "a", count: classes)), ("classNames", [String]()),
      ("classNames", (0..<classes).map { $0 == 3 ? "" : "c\($0)" }),
      ("filters", [-1, 2, 3]), ("filters", [1_000_000_000]), ("filters", [Int]()),
      ("filters", [Int](repeating: 1, count: 9)), ("residuals", [-1]), ("residuals", [9999]),
      ("temperature", -1), ("temperature", 0), ("dropout", 1), ("inputNoise", -0.5),
      ("labelSmoothing", 7), ("mixup", -1), ("size", 63), ("size", 0), ("size", 1 << 40),
      ("batchSize", 0), ("epochs", -3), ("learningRate", -1), ("shapeColumns", -5),
      ("weightAveraging", 3),
    ]
    for (name, value) in changes {
      expectRefused(try importing(description, weights, [name: value]), name)
    }
    for (name, value) in [("softening", [0, 1, 1]), ("channelMaximum", [1, 1])] {
      let text = try #require(description["config"] as? String)
      let settings = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      var preprocessing = try #require(settings?["preprocessing"] as? [String: Any])
      preprocessing[name] = value
      expectRefused(try importing(description, weights, ["preprocessing": preprocessing]), name)
    }
    #expect(try store.models().map(\.id) == models.map(\.id))
  }

  @Test func otherKindsAreCheckedToo() throws {
    for (kind, changes) in [
      (
        "embedder",
        [
          "latent": 1, "flowLayers": -1, "flowHidden": 0, "klWeight": -1, "warmup": 2,
          "components": 0, "shapeColumns": 1,
        ] as [String: Any]
      ),
      ("scorer", ["code": 0] as [String: Any]),
    ] {
      let (description, weights) = try exported(kind)
      for (name, value) in changes {
        expectRefused(try importing(description, weights, [name: value]), name)
      }
    }
  }

  @Test func settingsThatTheWeightsAreNotOfAreRefused() throws {
    let (description, weights) = try exported("classifier")
    expectRefused(try importing(description, weights, ["filters": [16, 32, 64]]), "blocks.0")
    // Before memory for them is asked for.
    expectRefused(
      try importing(description, weights, ["filters": [4096, 4096, 4096, 4096]]),
      "ask for more numbers")
    var other = description
    other["kind"] = "scorer"
    expectRefused(try importing(other, weights), "bad.json")
    other["kind"] = "oracle"
    expectRefused(try importing(other, weights), "bad.json")
  }

  /// The weights with one tensor changed, or the header.
  private func changed(
    _ weights: Data, _ change: (inout [String: Any], inout Data) throws -> Void
  ) throws -> Data {
    let length = weights.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    var header = try #require(
      try JSONSerialization.jsonObject(with: weights[8..<8 + length]) as? [String: Any])
    var data = Data(weights[(8 + length)...])
    try change(&header, &data)
    let json = try JSONSerialization.data(withJSONObject: header, options: .sortedKeys)
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + data
  }

  @Test func tensorsThatDoNotFitAreNamed() throws {
    let (description, weights) = try exported("classifier")
    expectRefused(try importing(description, weights.dropLast(4)), "outside of the file")
    expectRefused(try importing(description, weights + [0, 0, 0, 0]), "belong to no tensor")
    expectRefused(try importing(description, Data()), "shorter than a header")
    let missing = try changed(weights) { header, _ in
      header["head.bios"] = header.removeValue(forKey: "head.bias")
    }
    expectRefused(try importing(description, missing), "lacks the tensor 'head.bias'")
    let extra = try changed(weights) { header, data in
      header["stranger"] = [
        "dtype": "F32", "shape": [1], "data_offsets": [data.count, data.count + 4],
      ]
      data.append(Data(count: 4))
    }
    expectRefused(try importing(description, extra), "'stranger'")
    let overlapping = try changed(weights) { header, _ in
      var entry = header["head.bias"] as? [String: Any] ?? [:]
      let other = header["blocks.0.norm.bias"] as? [String: Any] ?? [:]
      let offsets = entry["data_offsets"] as? [Int] ?? []
      let start = (other["data_offsets"] as? [Int])?[0] ?? 0
      entry["data_offsets"] = [start, start + offsets[1] - offsets[0]]
      header["head.bias"] = entry
    }
    expectRefused(try importing(description, overlapping), "overlaps another")
    let notFinite = try changed(weights) { header, data in
      let entry = header["head.bias"] as? [String: Any] ?? [:]
      let start = (entry["data_offsets"] as? [Int])?[0] ?? 0
      data.replaceSubrange(start..<start + 4, with: [0, 0, 0xC0, 0x7F])
    }
    expectRefused(try importing(description, notFinite), "'head.bias'")
    let deep = String(repeating: "[", count: 100_000)
    let nested = withUnsafeBytes(of: UInt64(deep.utf8.count).littleEndian) { Data($0) }
    expectRefused(try importing(description, nested + Data(deep.utf8)), "header is not JSON")
  }

  /// The same when somebody wrote the model into the hunt itself.
  @Test func aBadModelInAHuntIsTold() throws {
    let (description, weights) = try exported("classifier")
    let text = try #require(description["config"] as? String)
    for (old, new, words) in [
      ("\"dropout\":0.2", "\"dropout\":5", "dropout"),
      ("\"filters\":[32,64,128]", "\"filters\":[32,64]", "head.weight"),
    ] {
      #expect(text.contains(old))
      try store.save(
        NewModel(
          kind: .classifier, preset: "seed", config: text.replacingOccurrences(of: old, with: new),
          metrics: "{}", history: "[]", weights: weights, seed: 0, softwareVersion: "0.2.0"))
      let run = try scratch.ahunt("report", "classifier")
      #expect(run.status == 1)
      #expect(run.error.contains(words), "\(run.error)")
      #expect(run.error.contains("train it again"))
    }
  }
}
