import Foundation
import Layers
import Tensors
import Testing

@Suite struct SafetensorsTests {
  @Test func whatGoesInComesOut() throws {
    let tensors = [
      "b": try Tensor([1.5, -2, 3] as [Float], shape: [3]),
      "a": try Tensor([7, 8] as [Int64], shape: [1, 2]),
      "scalar": try Tensor([4] as [Float], shape: []),
      "empty": try Tensor([] as [Float], shape: [0, 3]),
    ]
    let file = try Safetensors.encode(tensors)
    let back = try Safetensors.decode(file)
    #expect(Set(back.keys) == Set(tensors.keys))
    for (name, tensor) in tensors {
      #expect(back[name]?.shape == tensor.shape)
      #expect(back[name]?.bytes() == tensor.bytes())
    }
    #expect(try Safetensors.encode(back) == file, "the same tensors give the same bytes")
  }

  @Test func theHeaderIsAsTheFormatSays() throws {
    let file = try Safetensors.encode(["w": Tensor([1, 2] as [Float], shape: [2])])
    let length = Int(file[0]) + Int(file[1]) << 8
    #expect((8 + length) % 8 == 0)
    let header = String(decoding: file[8..<8 + length], as: UTF8.self)
    #expect(
      header.trimmingCharacters(in: .whitespaces)
        == #"{"w":{"data_offsets":[0,8],"dtype":"F32","shape":[2]}}"#)
    #expect(file.count == 8 + length + 8)
  }

  @Test func damagedFilesAreRefused() throws {
    let whole = try Safetensors.encode(["w": Tensor([1, 2] as [Float], shape: [2])])
    let damaged: [Data] = [
      Data(), Data([1, 2, 3]), whole.dropLast(1), Data(repeating: 0xff, count: 40),
      Data([2, 0, 0, 0, 0, 0, 0, 0]) + Data("[]".utf8),
    ]
    for file in damaged {
      #expect(throws: LayerError.self) { try Safetensors.decode(file) }
    }
  }
}
