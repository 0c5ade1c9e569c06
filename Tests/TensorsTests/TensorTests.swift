import Tensors
import Testing

@Suite struct TensorTests {
  @Test func numbersComeBackAsTheyWentIn() throws {
    let values: [Float] = [1, -2.5, 3, 4, 5, 6]
    let tensor = try Tensor(values, shape: [2, 3])
    #expect(tensor.array(of: Float.self) == values)
    #expect(tensor.shape == [2, 3])
    #expect(tensor.dtype == .float32)
    #expect(tensor.device == .cpu)
    let bytes: [UInt8] = [0, 7, 255]
    #expect(try Tensor(bytes, shape: [3]).array(of: UInt8.self) == bytes)
  }

  @Test func rearrangingKeepsTheRightNumbers() throws {
    let x = try Tensor((0..<6).map(Float.init), shape: [2, 3])
    #expect(x.permuted(1, 0).array(of: Float.self) == [0, 3, 1, 4, 2, 5])
    #expect(x.sliced(1, 1..<3).array(of: Float.self) == [1, 2, 4, 5])
    #expect(x.flipped(1).array(of: Float.self) == [2, 1, 0, 5, 4, 3])
    #expect(Tensor.concatenated([x, x], along: 0).shape == [4, 3])
    let order = try Tensor([2, 0] as [Int64], shape: [2])
    #expect(x.selected(1, order).array(of: Float.self) == [2, 0, 5, 3])
    let picks = try Tensor([1, 2] as [Int64], shape: [2, 1])
    #expect(x.gathered(1, picks).array(of: Float.self) == [1, 5])
  }

  @Test func reductions() throws {
    let x = try Tensor([1, 2, 3, 4, 5, 9] as [Float], shape: [2, 3])
    #expect(x.sum().item == 24)
    #expect(x.mean(1).array(of: Float.self) == [2, 6])
    #expect(x.maximum(0).array(of: Float.self) == [4, 5, 9])
    #expect(x.argmax(1).array(of: Int64.self) == [2, 2])
    let (values, places) = x.smallest(2, along: 1)
    #expect(values.array(of: Float.self) == [1, 2, 4, 5])
    #expect(places.array(of: Int64.self) == [0, 1, 0, 1])
    #expect(abs(x.variance(1).array(of: Float.self)[0] - 2.0 / 3) < 1e-6)
  }

  @Test func channelsLastIsALayoutNotAnotherTensor() throws {
    let x = try Tensor((0..<24).map(Float.init), shape: [1, 2, 3, 4])
    let y = x.channelsLast()
    #expect(!x.isChannelsLast && y.isChannelsLast)
    #expect(y.array(of: Float.self) == x.array(of: Float.self))
  }

  @Test func chanceIsReproducible() {
    let one = RandomState(seed: 5)
    let other = RandomState(seed: 5)
    #expect(one.normal([8]).array(of: Float.self) == other.normal([8]).array(of: Float.self))
    #expect(one.uniform([8]).array(of: Float.self) == other.uniform([8]).array(of: Float.self))
    #expect(
      one.permutation(50).array(of: Int64.self) == other.permutation(50).array(of: Int64.self))
    #expect(
      RandomState(seed: 6).normal([8]).array(of: Float.self)
        != RandomState(seed: 5).normal([8]).array(of: Float.self))
    #expect(Set(one.permutation(50).array(of: Int64.self)).count == 50)
  }

  @Test func finiteness() throws {
    #expect(try Tensor([1, 2] as [Float], shape: [2]).isFinite)
    #expect(try !Tensor([1, .nan] as [Float], shape: [2]).isFinite)
    #expect(try !Tensor([1, .infinity] as [Float], shape: [2]).isFinite)
  }

  @Test func affineSamplingWithTheIdentityChangesNothing() throws {
    let x = RandomState(seed: 1).uniform([2, 3, 8, 8])
    let identity = try Tensor([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0] as [Float], shape: [2, 2, 3])
    let y = x.affineSampled(identity)
    #expect((x - y).magnitude().maximum().item < 1e-5)
  }

  @Test func devicesAreNamed() throws {
    #expect(try Device(named: "cpu") == .cpu)
    #expect(throws: TensorError.noDevice("gpu")) { try Device(named: "gpu") }
    #expect(throws: TensorError.self) { try Device(named: "cuda:99") }
    #expect(throws: TensorError.self) { try Device(named: "cuda:-1") }
  }

  @Test func aShapeThatDoesNotFitStopsWithLibtorchsWords() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let x = Tensor.zeros([2, 3])
      _ = x.matmul(x)
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("matmul"))
    #expect(words.contains("2x3"))
  }
}
