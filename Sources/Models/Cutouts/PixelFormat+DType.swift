internal import Tensors
internal import Vocabulary

extension PixelFormat {
  /// The tensors' name for it.
  var dtype: DType {
    switch self {
    case .uint8: .uint8
    case .float32: .float32
    }
  }
}
