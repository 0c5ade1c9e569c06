import Vocabulary

extension String {
  /// The text with every character that HTML or XML reads as markup replaced by its entity.
  ///
  /// What is read from right to left stays among its own, so that a name in a sentence does not turn
  /// the numbers and commas behind it.
  var escaped: String { printable.isolated.withEntities }

  /// The text with U+FFFD for control characters, which XML forbids even as entities, and for the
  /// marks that turn the direction of reading, with which a name could pass for another.
  var printable: String {
    let isForbidden = { (scalar: Unicode.Scalar) in
      (TerminalText.steers(scalar) && scalar != "\r")
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
    guard unicodeScalars.contains(where: isForbidden) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      result.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// The text with entities for `&`, `<`, `>` and both quotes.
  var withEntities: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
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

  /// The text with each run of letters that are read from right to left between U+2068 and U+2069.
  ///
  /// A run goes on through spaces, digits and hyphens to the next such letter, and ends at a comma.
  private var isolated: String {
    guard unicodeScalars.contains(where: \.isReadFromTheRight) else { return self }
    var result = ""
    var rest = unicodeScalars[...]
    while let start = rest.firstIndex(where: \.isReadFromTheRight) {
      result.unicodeScalars += rest[..<start]
      var end = rest.index(after: start)
      var next = end
      while next < rest.endIndex,
        rest[next].isReadFromTheRight || rest[next].properties.isWhitespace
          || rest[next] == "-" || ("0"..."9").contains(rest[next])
      {
        let following = rest.index(after: next)
        if rest[next].isReadFromTheRight { end = following }
        next = following
      }
      result += "\u{2068}" + String(rest[start..<end]) + "\u{2069}"
      rest = rest[end...]
    }
    result.unicodeScalars += rest
    return result
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter or mark of Hebrew, Arabic or another script that runs to the left.
  fileprivate var isReadFromTheRight: Bool {
    switch value {
    case 0x0590..<0x0900, 0x200F, 0xFB1D..<0xFE00, 0xFE70..<0xFEFF, 0x10800..<0x11000,
      0x1E800..<0x1F000:
      true
    default: false
    }
  }
}
