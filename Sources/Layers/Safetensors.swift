package import Foundation
package import Tensors

/// The safetensors format: eight bytes of header length, a JSON header, then the tensors' bytes.
///
/// Python's `safetensors` package reads what this writes, and the other way round.
package enum Safetensors {
  private struct Entry: Codable {
    var dtype: String
    var shape: [Int]
    var offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype
      case shape
      case offsets = "data_offsets"
    }
  }

  /// The file for named tensors, in the order of their names; the same tensors give the same bytes.
  package static func encode(_ tensors: [String: Tensor]) throws -> Data {
    var header: [String: Entry] = [:]
    var body = Data()
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let bytes = tensor.bytes()
      header[name] = Entry(
        dtype: tensor.dtype.safetensorsName, shape: tensor.shape,
        offsets: [body.count, body.count + bytes.count])
      body.append(contentsOf: bytes)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = try encoder.encode(header)
    // The data begin at a multiple of eight bytes, as the format asks.
    while json.count % 8 != 0 { json.append(0x20) }
    var file = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    file.append(json)
    file.append(body)
    return file
  }

  /// The tensors in a file.
  ///
  /// - Throws: `LayerError.checkpoint` where the bytes are not a whole safetensors file.
  package static func decode(_ file: Data, device: Device = .cpu) throws -> [String: Tensor] {
    try file.withUnsafeBytes { bytes in
      try decode(bytes, SafetensorsHeader(bytes), device: device)
    }
  }

  /// The tensors in a file whose header is read already.
  package static func decode(
    _ file: UnsafeRawBufferPointer, _ header: SafetensorsHeader, device: Device = .cpu
  ) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for entry in header.entries {
      tensors[entry.name] = try Tensor(
        bytes: UnsafeRawBufferPointer(rebasing: file[entry.bytes]), shape: entry.shape,
        dtype: entry.dtype, device: device)
    }
    return tensors
  }
}
