import Files
import Review

extension ReviewError: Remedied {
  var remedy: String? {
    switch self {
    case .noTerminal: "use --answers FILE in a pipe, or --plain, which asks line by line"
    case .notRecorded(_, _, let reason): reason.remedy
    case .invalidKey: "choose another with --key"
    case .unreadableAnswers(_, let error): error.remedy
    case .answersNotText: "save it as UTF-8"
    case .notFound, .terminalFailed: nil
    }
  }
}
