/// The parts of an input, and how they are put together.
struct ModelParts {
  var kind: UInt8 = 0
  var settings: [UInt8] = []
  /// The JSON of the weights' header.
  var header: [UInt8] = []
  var data: [UInt8] = []

  init(_ bytes: [UInt8]) {
    guard bytes.count > 3 else { return }
    kind = bytes[0]
    let length = min(Int(bytes[1]) | Int(bytes[2]) << 8, bytes.count - 3)
    settings = Array(bytes[3..<3 + length])
    whole = Array(bytes[(3 + length)...])
    guard whole.count >= 8 else { return }
    let header = whole.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let end = 8 + Int(min(header, UInt64(whole.count - 8)))
    self.header = Array(whole[8..<end])
    data = Array(whole[end...])
  }

  private var whole: [UInt8] = []

  /// The weights as they stand in the input, whatever their lengths say.
  var weights: [UInt8] { whole }

  /// The input with lengths that are right.
  var bytes: [UInt8] {
    let settings = settings.prefix(Int(UInt16.max))
    let lengths = [UInt8(truncatingIfNeeded: settings.count), UInt8(settings.count >> 8)]
    let header64 = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return [kind] + lengths + settings + header64 + header + data
  }
}

/// Changes one part and leaves the lengths right; one input in eight is left to libFuzzer's own changes.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutateModel(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: CUnsignedInt
) -> Int {
  if seed % 8 == 0 || count < 12 { return mutate(start, count, room) }
  var parts = ModelParts(Array(UnsafeBufferPointer(start: start, count: count)))
  let choice = Int(seed / 8)
  switch choice % 8 {
  case 0: parts.kind = UInt8(truncatingIfNeeded: choice / 8 % 4)
  case 1: change(&parts.settings, room: 4096)
  case 2: change(&parts.header, room: 4096)
  case 3: change(&parts.data, room: max(64, room - 8192))
  case 4, 5: replaceValue(in: &parts.settings, choice / 8)
  default: replaceValue(in: &parts.header, choice / 8)
  }
  let bytes = parts.bytes.prefix(room)
  _ = UnsafeMutableBufferPointer(start: start, count: room).update(fromContentsOf: bytes)
  return bytes.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int) -> Int

private func change(_ part: inout [UInt8], room: Int) {
  let count = part.count
  var buffer = part + [UInt8](repeating: 0, count: max(0, room - count))
  let length = buffer.withUnsafeMutableBufferPointer { mutate($0.baseAddress!, count, $0.count) }
  part = Array(buffer.prefix(length))
}

/// Another number, word or list where a value stands in JSON.
private func replaceValue(in text: inout [UInt8], _ choice: Int) {
  let starts = text.indices.filter { place in
    place > 0 && ":,[".utf8.contains(text[place - 1]) && !" ".utf8.contains(text[place])
  }
  guard !starts.isEmpty else { return }
  let start = starts[choice % starts.count]
  let end = text[start...].firstIndex { ",]}".utf8.contains($0) } ?? text.endIndex
  text.replaceSubrange(start..<end, with: values[choice / starts.count % values.count].utf8)
}

private let values = [
  "0", "1", "-1", "2", "3", "8", "16", "64", "4096", "65535", "1000000", "2147483648",
  "4294967296", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e400",
  "1e308", "1e-320", "0.5", "-0.0", "NaN", "null", "true", "false", "\"\"", "\"a\"", "\"uint8\"",
  "\"float32\"", "\"F32\"", "\"F64\"", "\"BF16\"", "\"I64\"", "\"U8\"", "\"BOOL\"", "[]", "[1]",
  "[0,4]", "[1,1,3,3]", "[20,20,20]", "[[[[]]]]", "{}", "\"\\ud800\"", "\"\\u0000\"",
]
