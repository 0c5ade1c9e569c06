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
    let file = Data(file)
    guard file.count >= 8 else { throw LayerError.checkpoint("it is shorter than a header") }
    let length = file.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - 8) else {
      throw LayerError.checkpoint("its header is cut off")
    }
    let start = 8 + Int(length)
    guard
      let json = try? JSONSerialization.jsonObject(with: file[8..<start]) as? [String: Any]
    else { throw LayerError.checkpoint("its header is not JSON") }
    var tensors: [String: Tensor] = [:]
    for (name, value) in json where name != "__metadata__" {
      guard let entry = value as? [String: Any],
        let dtypeName = entry["dtype"] as? String,
        let dtype = DType.allCases.first(where: { $0.safetensorsName == dtypeName }),
        let shape = entry["shape"] as? [Int], shape.allSatisfy({ $0 >= 0 }),
        let offsets = entry["data_offsets"] as? [Int], offsets.count == 2,
        offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= file.count - start,
        byteCount(shape, dtype) == offsets[1] - offsets[0]
      else { throw LayerError.checkpoint("its entry for '\(name)' does not hold together") }
      tensors[name] = try file[(start + offsets[0])..<(start + offsets[1])].withUnsafeBytes {
        try Tensor(bytes: $0, shape: shape, dtype: dtype, device: device)
      }
    }
    return tensors
  }

  /// Bytes of a tensor, or nil where the number does not fit.
  private static func byteCount(_ shape: [Int], _ dtype: DType) -> Int? {
    var total = dtype.size
    for side in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: side)
      if overflow { return nil }
      total = product
    }
    return total
  }
}
