import Foundation
import Testing

/// Every public declaration says what it is.
@Suite struct DocumentationTests {
  @Test(arguments: ["AHuntKit", "Vocabulary"])
  func everyPublicDeclarationHasADocComment(_ module: String) throws {
    var count = 0
    for file in try Self.files(of: module) {
      let declarations = Self.declarations(in: try String(contentsOf: file, encoding: .utf8))
      count += declarations.count
      for declaration in declarations where !declaration.isDocumented {
        Issue.record("\(file.lastPathComponent):\(declaration.line): \(declaration.text)")
      }
    }
    #expect(count > 20)
  }

  @Test func everyPublicFunctionThatThrowsSaysWhat() throws {
    var count = 0
    for file in try Self.files(of: "AHuntKit") {
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      for start in lines.indices where lines[start].contains(/^ *public (static )?(func|init)/) {
        let end = try #require(lines[start...].firstIndex { $0.contains("{") })
        let signature = lines[start...end].joined(separator: " ")
        guard signature.contains(/\)\s*(re)?throws/) else { continue }
        count += 1
        let comment = lines[..<start].reversed().prefix { $0.contains(/^ *(\/\/\/|@)/) }
        #expect(
          comment.contains { $0.contains("/// - Throws:") },
          "\(file.lastPathComponent):\(start + 1): \(lines[start])")
      }
    }
    #expect(count > 20)
  }

  @Test func theCheckFindsWhatLacksOne() {
    let text = """
      /// A kind.
      public enum Kind {
        case plain
        /// Fine.
        case fine

        public var isFine: Bool {
          switch self {
          case .plain: false
          case .fine: true
          }
        }

        /// Both.
        @discardableResult
        public static func both() -> [Kind] { [] }
      }

      enum Hidden {
        case mine
      }

      public import Foundation

      @MainActor public struct Bare {
        @Nullable public var value: Int?
        let hidden = 1
      }
      """
    #expect(
      Self.declarations(in: text).map { $0.isDocumented ? "" : $0.text } == [
        "", "case plain", "", "public var isFine: Bool {", "",
        "@MainActor public struct Bare {", "@Nullable public var value: Int?",
      ])
  }

  /// The Swift files of a module.
  private static func files(of module: String) throws -> [URL] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/\(module)").standardizedFileURL
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try #require(files).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  /// A public declaration, or a case of a public enum.
  private struct Declaration {
    let line: Int
    let text: String
    let isDocumented: Bool
  }

  /// Reads code as the formatter leaves it: one declaration a line, two spaces a level.
  private static func declarations(in text: String) -> [Declaration] {
    let lines = text.components(separatedBy: "\n")
    var found: [Declaration] = []
    // Indentation of the public enums that the line is in.
    var enums: [Int] = []
    for (number, line) in lines.enumerated() {
      let content = line.trimmingCharacters(in: .whitespaces)
      let indentation = line.prefix { $0 == " " }.count
      if !content.isEmpty { enums.removeAll { indentation <= $0 } }
      let words = content.split(separator: " ").drop { $0.hasPrefix("@") }
      let isPublic =
        words.prefix { !["let", "var", "func", "init", "case", "{"].contains($0) }
        .contains("public") && !words.contains("import") && !content.hasPrefix("//")
      let isCase = words.first == "case" && enums.contains(indentation - 2)
      guard isPublic || isCase else { continue }
      let above = lines[..<number].last {
        !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@")
      }
      found.append(
        Declaration(
          line: number + 1, text: content,
          isDocumented: above?.trimmingCharacters(in: .whitespaces).hasPrefix("///") == true))
      if isPublic && words.contains("enum") && content.hasSuffix("{") {
        enums.append(indentation)
      }
    }
    return found
  }
}
