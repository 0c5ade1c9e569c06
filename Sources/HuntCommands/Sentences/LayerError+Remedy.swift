import Layers

extension LayerError: Remedied {
  var remedy: String? {
    switch self {
    case .checkpoint: "train it again with `ahunt train`"
    }
  }
}
