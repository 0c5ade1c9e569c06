import Survey

extension Rejection.Reason: Remedied {
  var remedy: String? {
    switch self {
    case .row, .other: nil
    case .sameName: "give one of the two another name"
    case .file(let error): error.remedy
    case .picture(let error): error.remedy
    }
  }
}

extension PictureFileError: Remedied {
  var remedy: String? {
    switch self {
    case .address: "download the picture"
    case .missing: "correct the path or fetch the picture"
    case .tooLarge: "cut it into smaller ones"
    case .folder, .notRegular, .unreadable: nil
    }
  }
}
