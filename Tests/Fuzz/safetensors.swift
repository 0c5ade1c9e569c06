import Vocabulary

@testable import Layers
@testable import Models
@testable import Tensors

// An input is a model as it is imported: the kind in one byte, the length of the settings in two, the
// settings in JSON, and the weights in the safetensors format.

/// libFuzzer calls this with every input: whatever the bytes, there is a model that works, or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func readModel(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let parts = ModelParts(Array(UnsafeBufferPointer(start: start, count: count)))
  attempt { try checkHeader(parts.weights) }
  let kind = ModelKind.allCases[Int(parts.kind) % ModelKind.allCases.count]
  let settings = String(decoding: parts.settings, as: UTF8.self)
  attempt {
    switch kind {
    case .embedder: try checkSettings(EmbedderConfiguration(json: settings))
    case .scorer: try checkSettings(ScorerConfiguration(json: settings))
    case .classifier: try checkSettings(ClassifierConfiguration(json: settings))
    case .finetuned: try checkSettings(FinetuneConfiguration(json: settings))
    }
  }
  if hasEngine {
    attempt { try ModelTrial.run(kind, configuration: settings, weights: parts.weights) }
  }
  return 0
}

private let hasEngine: Bool = {
  do {
    try Engine.load()
    Engine.threads = 1
    return true
  } catch {
    print("without libtorch no model is loaded: \(error)")
    return false
  }
}()

/// Every error is a sentence.
private func attempt(_ body: () throws -> Void) {
  do { try body() } catch { require(!"\(error)".isEmpty, "an error says nothing") }
}

/// Says what is wrong, which a precondition in optimised code does not.
private func require(_ holds: Bool, _ fault: String) {
  if !holds { fatalError(fault) }
}

/// Every byte behind the header is one tensor's.
private func checkHeader(_ weights: [UInt8]) throws {
  let header = try weights.withUnsafeBytes { try SafetensorsHeader($0) }
  let names = Set(header.entries.map(\.name))
  require(names.count == header.entries.count, "a name comes twice")
  var end = header.entries.first?.bytes.lowerBound ?? weights.count
  for entry in header.entries {
    require(entry.bytes.lowerBound == end, "tensors overlap or leave room")
    require(
      entry.shape.reduce(entry.dtype.size, *) == entry.bytes.count, "a shape is not its bytes")
    end = entry.bytes.upperBound
  }
  require(end == weights.count, "bytes are nobody's")
}

/// What passes is written and read as it is.
private func checkSettings(_ settings: some ModelConfiguration) throws {
  require(settings.leastNumbers >= 0 && settings.leastNumbers.isFinite, "no number of numbers")
  let again = try type(of: settings).init(json: settings.json())
  require(again == settings, "writing and reading changes settings")
}
