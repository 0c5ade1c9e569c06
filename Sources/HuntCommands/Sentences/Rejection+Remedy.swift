import Files
import Survey

extension Rejection.Reason: Remedied {
  var remedy: String? {
    switch self {
    case .row, .other: nil
    case .crash: "fetch it again, and report the fault with this file"
    case .sameName: "give one of the two another name"
    case .nameIsNoText: "rename it, or use convmv for many"
    case .file(let error): error.remedy
    case .picture(let error): error.remedy
    }
  }
}

extension PictureFileError: Remedied {
  var remedy: String? {
    switch self {
    case .address: "download the picture"
    case .input(.missing): "correct the path or fetch the picture"
    case .input(.folder), .input(.special(_)): nil
    case .input(let error): error.remedy
    }
  }
}
