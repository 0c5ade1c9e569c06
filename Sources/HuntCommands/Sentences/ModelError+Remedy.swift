import Models

extension ModelError: Remedied {
  var remedy: String? {
    switch self {
    case .tooFew: "import more first"
    case .diverged: "train again with a lower --learning-rate"
    case .configuration, .setting: "train it again with `ahunt train`"
    case .cutoutSize: "keep surveys of another size in a hunt of their own"
    case .cutoutFormat: "train one on them with `ahunt train`, in a hunt of their own"
    case .interrupted, .unknownPreset: nil
    }
  }
}
