package import Foundation

/// What terminfo says of a terminal's colours.
///
/// Compiled descriptions are read as in term(5): a header, names, flags, numbers, strings, and the
/// same again for capabilities that have no number of their own, such as `RGB` and `Tc`.
package struct TerminalDescription: Sendable, Equatable {
  /// How many colours it has, 0 where that isn't said.
  package let colours: Int
  /// Whether it takes red, green and blue.
  package let hasDirectColour: Bool

  /// The description of a terminal, from where the environment and the system keep them.
  package init?(of term: String, environment: [String: String]) {
    guard let first = term.utf8.first, !term.contains("/"), !term.hasPrefix(".") else { return nil }
    var folders: [String] = []
    if let own = environment["TERMINFO"] { folders.append(own) }
    if let home = environment["HOME"] { folders.append(home + "/.terminfo") }
    folders += (environment["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
    folders += ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]
    for folder in folders {
      for letter in [String(UnicodeScalar(first)), String(first, radix: 16)] {
        let path = "\(folder)/\(letter)/\(term)"
        if let data = FileManager.default.contents(atPath: path), let read = Self(data) {
          self = read
          return
        }
      }
    }
    return nil
  }

  /// Reads a compiled description; nil where it is none.
  package init?(_ data: Data) {
    let bytes = [UInt8](data)
    func short(_ place: Int) -> Int? {
      guard place >= 0, place + 1 < bytes.count else { return nil }
      return Int(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8))
    }
    guard let magic = short(0), magic == 0o432 || magic == 0o1036 else { return nil }
    let numberWidth = magic == 0o432 ? 2 : 4
    func number(_ place: Int) -> Int? {
      guard numberWidth == 4 else { return short(place) }
      guard place + 3 < bytes.count else { return nil }
      let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
      return Int(Int32(bitPattern: value))
    }
    guard let names = short(2), let flags = short(4), let numbers = short(6),
      let strings = short(8), let text = short(10), min(names, flags, numbers, strings, text) >= 0
    else { return nil }
    var place = 12 + names + flags
    place += place % 2
    // max_colors is the fourteenth number.
    colours = numbers > 13 ? max(0, number(place + 13 * numberWidth) ?? 0) : 0
    place += numbers * numberWidth + strings * 2 + text
    place += place % 2
    hasDirectColour = Self.extended(
      bytes, from: place, numberWidth: numberWidth, short: short
    ).contains { $0 == "RGB" || $0 == "Tc" }
  }

  /// The names of the extended capabilities that hold.
  private static func extended(
    _ bytes: [UInt8], from start: Int, numberWidth: Int, short: (Int) -> Int?
  ) -> [String] {
    guard let flags = short(start), let numbers = short(start + 2), let strings = short(start + 4),
      let size = short(start + 8), min(flags, numbers, strings, size) >= 0
    else { return [] }
    var place = start + 10
    let set = (0..<flags).map { place + $0 < bytes.count && bytes[place + $0] == 1 }
    place += flags
    place += place % 2
    place += numbers * numberWidth
    let stringOffsets = (0..<strings).map { short(place + $0 * 2) ?? -1 }
    let nameOffsets = place + strings * 2
    let table = nameOffsets + (flags + numbers + strings) * 2
    func terminated(_ at: Int) -> [UInt8]? {
      guard at >= 0, at < bytes.count, let end = bytes[at...].firstIndex(of: 0) else { return nil }
      return Array(bytes[at..<end])
    }
    // The names follow the last of the strings.
    var names = table
    for offset in stringOffsets where offset >= 0 {
      guard let value = terminated(table + offset) else { return [] }
      names = max(names, table + offset + value.count + 1)
    }
    return (0..<flags + numbers + strings).compactMap { index in
      guard let offset = short(nameOffsets + index * 2), let name = terminated(names + offset),
        index >= flags || set[index]
      else { return nil }
      return String(decoding: name, as: UTF8.self)
    }
  }
}
