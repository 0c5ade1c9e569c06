import Layers
import Tensors
import Testing

@Suite struct ResidualBlockTests {
  @Test func itStartsAsTheIdentity() {
    let random = RandomState(seed: 2)
    let block = ResidualBlock(8, using: random)
    let x = random.normal([2, 8, 6, 6])
    #expect((block(x, .training(random)) - x).magnitude().maximum().item == 0)
    #expect((block(x, .inference) - x).magnitude().maximum().item == 0)
  }

  @Test func inferenceIsWhatItsPartsGive() {
    let random = RandomState(seed: 2)
    let block = ResidualBlock(4, using: random)
    for (_, tensor) in block.allParameters { tensor.assign(random.normal(tensor.shape) * 0.3) }
    for _ in 0..<3 { _ = block(random.normal([4, 4, 6, 6]) * 2 + 1, .training(random)) }
    let state = block.state
    func normed(_ x: Tensor, _ name: String) -> Tensor {
      func row(_ part: String) -> Tensor { state["\(name).\(part)"]!.reshaped(1, -1, 1, 1) }
      let scale = (row("running_var") + 1e-5).squareRoot()
      return ((x - row("running_mean")) / scale * row("weight") + row("bias")).relu()
    }
    func convolved(_ x: Tensor, _ name: String) -> Tensor {
      x.convolved(weight: state["\(name).weight"]!, bias: nil, stride: 1, padding: 1)
    }
    let x = random.normal([2, 4, 6, 6])
    let inner = convolved(normed(x, "norm"), "body.conv")
    let expected = x + convolved(normed(inner, "body.norm"), "last")
    #expect((block(x, .inference) - expected).magnitude().maximum().item < 1e-4)
    #expect((expected - x).magnitude().maximum().item > 0.1)
  }
}
