import Survey

extension SimulationError: Remedied {
  var remedy: String? {
    switch self {
    case .catalogExists: "give another folder or remove it first"
    case .unwritable: "check the folder and the space left on its disk"
    case .cannotEncode: "draw smaller pictures or fewer at once"
    }
  }
}
