import Foundation

/// A model's stored configuration as lines for a person.
enum SettingsText {
  /// One JSON value of any kind.
  private enum Value: Decodable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Value])
    case group([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .group(try container.decode([String: Value].self))
      }
    }

    var words: String {
      switch self {
      case .null: "–"
      case .flag(let flag): flag ? "yes" : "no"
      case .number(let number):
        number == number.rounded() && abs(number) < 1e15
          ? String(Int(number)) : String(format: "%.6g", number)
      case .text(let text): text
      case .list(let list): list.map(\.words).joined(separator: ", ")
      case .group(let group):
        group.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
          .joined(separator: ", ")
      }
    }
  }

  /// Settings by name, sorted, a group's as `group.name`; empty for what is no JSON.
  static func lines(of config: String) -> [(name: String, value: String)] {
    guard
      let all = try? JSONDecoder().decode([String: Value].self, from: Data(config.utf8))
    else { return [] }
    return all.sorted { $0.key < $1.key }.flatMap { name, value in
      guard case .group(let group) = value else { return [(name, value.words)] }
      return group.sorted { $0.key < $1.key }.map { ("\(name).\($0.key)", $0.value.words) }
    }
  }
}
