/// The JSON of a safetensors header, read from front to back.
struct HeaderText {
  /// What the header says of one tensor.
  struct Entry {
    let name: String
    let dtype: String
    let shape: [Int]
    let offsets: [Int]
  }

  private let bytes: Slice<UnsafeRawBufferPointer>
  private var position: Int

  init(_ bytes: Slice<UnsafeRawBufferPointer>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Every tensor in the order of the text; what is said under `__metadata__` means nothing here.
  mutating func entries() throws(LayerError) -> [Entry] {
    var entries: [Entry] = []
    try object { name, text throws(LayerError) in
      if name == "__metadata__" {
        try text.object { _, text throws(LayerError) in _ = try text.string() }
      } else {
        entries.append(try text.entry(name))
      }
    }
    skipBlanks()
    guard position == bytes.endIndex else { throw HeaderText.fault }
    return entries
  }

  private mutating func entry(_ name: String) throws(LayerError) -> Entry {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?
    try object { key, text throws(LayerError) in
      switch key {
      case "dtype": dtype = try text.string()
      case "shape": shape = try text.integers()
      case "data_offsets": offsets = try text.integers()
      default: throw .checkpoint("its header says '\(key.prefix(20))' of '\(name.prefix(80))'")
      }
    }
    guard let dtype, let shape, let offsets else {
      throw .checkpoint("its header lacks the type, shape or place of '\(name.prefix(80))'")
    }
    return Entry(name: name, dtype: dtype, shape: shape, offsets: offsets)
  }

  /// Hands each key to `body`, which takes the value.
  private mutating func object(
    _ body: (String, inout HeaderText) throws(LayerError) -> Void
  ) throws(LayerError) {
    var keys: Set<String> = []
    try take("{")
    if isNext("}") { return try take("}") }
    while true {
      let key = try string()
      guard keys.insert(key).inserted else {
        throw .checkpoint("its header names '\(key.prefix(80))' twice")
      }
      try take(":")
      try body(key, &self)
      if isNext("}") { return try take("}") }
      try take(",")
    }
  }

  private mutating func integers() throws(LayerError) -> [Int] {
    var numbers: [Int] = []
    try take("[")
    if isNext("]") {
      try take("]")
      return numbers
    }
    while true {
      numbers.append(try integer())
      // A tensor has a handful of dimensions.
      guard numbers.count <= 64 else { throw HeaderText.fault }
      if isNext("]") {
        try take("]")
        return numbers
      }
      try take(",")
    }
  }

  /// A whole number of at least 0, without a sign, a point or an exponent.
  private mutating func integer() throws(LayerError) -> Int {
    skipBlanks()
    let start = position
    var value = 0
    while let digit = peek(), (0x30...0x39).contains(digit) {
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (next, overflow) = tens.addingReportingOverflow(Int(digit - 0x30))
      if tooLarge || overflow { throw HeaderText.fault }
      value = next
      position += 1
    }
    let isPadded = position - start > 1 && bytes[start] == 0x30
    guard position > start, !isPadded else { throw HeaderText.fault }
    return value
  }

  private mutating func string() throws(LayerError) -> String {
    try take("\"")
    var text: [UInt8] = []
    while let byte = peek() {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw HeaderText.fault }
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case ..<0x20: throw HeaderText.fault
      default: text.append(byte)
      }
    }
    throw HeaderText.fault
  }

  private mutating func escape(into text: inout [UInt8]) throws(LayerError) {
    guard let byte = peek() else { throw HeaderText.fault }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try codeUnit()]
      // Characters beyond the first 65,536 are written as two.
      if UTF16.isLeadSurrogate(units[0]) {
        guard peek() == UInt8(ascii: "\\") else { throw HeaderText.fault }
        position += 1
        guard peek() == UInt8(ascii: "u") else { throw HeaderText.fault }
        position += 1
        units.append(try codeUnit())
      }
      guard let character = String(validating: units, as: UTF16.self) else {
        throw HeaderText.fault
      }
      text += Array(character.utf8)
    default: throw HeaderText.fault
    }
  }

  private mutating func codeUnit() throws(LayerError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = peek().flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else {
        throw HeaderText.fault
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  private mutating func take(_ character: UnicodeScalar) throws(LayerError) {
    skipBlanks()
    guard peek() == UInt8(ascii: character) else { throw HeaderText.fault }
    position += 1
  }

  private mutating func isNext(_ character: UnicodeScalar) -> Bool {
    skipBlanks()
    return peek() == UInt8(ascii: character)
  }

  private func peek() -> UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private static let fault = LayerError.checkpoint("its header is not JSON as safetensors has it")
}
