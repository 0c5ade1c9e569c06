import Tensors

extension TensorError: Remedied {
  var remedy: String? {
    switch self {
    case .engine: nil
    case .noDevice: "use --device cpu, or a CUDA build of libtorch"
    case .notInstalled: "run `make setup`, then `make build`"
    }
  }
}
