import Survey

extension SimulationError: Remedied {
  var remedy: String? {
    switch self {
    case .catalogExists: "give another folder or remove it first"
    case .unwritable(let error): error.remedy
    case .cannotEncode: "draw smaller pictures or fewer at once"
    }
  }
}
