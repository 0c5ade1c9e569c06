import Files

extension InputFileError: Remedied {
  var remedy: String? {
    switch self {
    case .missing: "correct the path"
    case .folder: "name a file"
    case .special: "write what it gives into a file, and name that"
    case .silentPipe: "start the program that writes into it first"
    case .tooLarge: "cut it into smaller ones"
    case .forbidden: "check the permissions of the file and of its folders"
    case .nameTooLong: "move it to a folder with a shorter path"
    case .linksInCircle: "name the file itself"
    case .tooManyOpen: "allow more with `ulimit -n 1024`, or close other programs"
    case .system: nil
    }
  }
}
