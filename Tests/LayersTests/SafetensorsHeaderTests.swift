import Foundation
import Layers
import Testing

/// A header from a stranger holds together or is refused.
struct SafetensorsHeaderTests {
  private func header(_ json: String, data: Int = 8) throws -> SafetensorsHeader {
    let file =
      withUnsafeBytes(of: UInt64(json.utf8.count).littleEndian) { Array($0) } + Array(json.utf8)
      + [UInt8](repeating: 0, count: data)
    return try file.withUnsafeBytes { try SafetensorsHeader($0) }
  }

  @Test func whatTheFormatAllowsIsRead() throws {
    let read = try header(
      """
      { "__metadata__": {"format": "pt", "a": "b"},
        "w": {"shape": [1, 2], "dtype": "F32", "data_offsets": [0, 8]},
        "e\\u00e9\\ud83c\\udf0c": {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]} }
      """)
    #expect(read.entries.map(\.name) == ["eé🌌", "w"])
    #expect(read.entries[1].shape == [1, 2] && read.entries[1].bytes.count == 8)
    #expect(read.count == 2)
    #expect(try header("{}", data: 0).entries.isEmpty)
  }

  @Test(
    arguments: [
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#,
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      #"{"w":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F8","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[2]}}"#, #"{"w":{"dtype":"F32","data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}"#,
      #"{"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}"#,
      #"{"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x"#,
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},}"#,
      #"{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"__metadata__":{"a":{}},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      "[]", "", "null", "{", #"{"w""#, #"{"w":"#,
    ])
  func everythingElseIsRefused(json: String) {
    #expect(throws: LayerError.self) { try header(json) }
  }

  @Test func aHeaderThatIsLongerThanTheFileIsRefused() {
    for length in [UInt64.max, 1 << 40, 9] {
      let file = withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array("{}".utf8)
      #expect(throws: LayerError.self) { try file.withUnsafeBytes { try SafetensorsHeader($0) } }
    }
  }
}
