import Hunting

extension HuntingError: Remedied {
  var remedy: String? {
    switch self {
    case .emptyPool:
      "import some with `ahunt import` and run `ahunt embed` first"
    case .countMismatch:
      "run `ahunt embed` and `ahunt score` again"
    case .galaxyOutOfRange:
      "run `ahunt embed` again"
    case .emptyBudget:
      "give at least one a positive share with --arm"
    case .missingScore:
      "run `ahunt score` first"
    case .invalidReplay(let setting, _):
      "choose others with \(setting.option)"
    case .labelOutOfRange, .duplicateClass, .classesReordered, .negativeInterest, .invalidShare,
      .unknownStrategy, .unknownAnomaly, .invalidSetting:
      nil
    }
  }
}

extension ReplaySettings.Setting {
  /// The option of `ahunt replay` that sets it.
  fileprivate var option: String {
    switch self {
    case .rounds: "--rounds"
    case .size: "--size"
    case .priorLabels: "--prior-labels"
    case .arrivals: "--arrivals"
    case .anomalyRate: "--anomaly-rate"
    }
  }
}
