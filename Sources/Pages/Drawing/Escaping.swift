extension String {
  /// The text with every character that HTML or XML reads as markup replaced by its entity.
  var escaped: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with U+FFFD for control characters, which XML forbids even as entities.
  var printable: String {
    let isForbidden = { (scalar: Unicode.Scalar) in
      (scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r")
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
    guard unicodeScalars.contains(where: isForbidden) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      result.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return result
  }
}
