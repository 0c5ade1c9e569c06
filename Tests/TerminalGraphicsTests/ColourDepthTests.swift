import Foundation
import Testing

@testable import TerminalGraphics

/// How many colours, by environment and terminfo.
@Suite struct ColourDepthTests {
  @Test(
    arguments: [
      (["TERM": "xterm-256color"], .indexed), (["TERM": "xterm"], .indexed),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .direct),
      (["TERM": "xterm", "COLORTERM": "24bit"], .direct), (["TERM": "xterm-kitty"], .direct),
      (["TERM": "xterm-direct"], .direct), (["TERM": "foot"], .direct),
      (["TERM": "tmux-256color"], .indexed),
      (["TERM": "tmux-256color", "COLORTERM": "truecolor"], .direct),
      (["TERM": "screen-256color"], .indexed), (["TERM": "unheard-of"], .few),
      (["TERM": ""], .few), ([:], .few), (["COLORTERM": "truecolor"], .few),
    ] as [([String: String], ColourDepth)])
  func depthFollowsTheEnvironment(environment: [String: String], depth: ColourDepth) {
    #expect(ColourDepth(environment: environment) == depth)
  }

  /// What COLORTERM says was meant for the terminal outside.
  @Test(arguments: ["vt100", "vt220", "vt340", "linux", "screen", "screen.xterm", "ansi"])
  func oldTerminalsNeverGetDirectColours(term: String) {
    let environment = ["TERM": term, "COLORTERM": "truecolor"]
    #expect(ColourDepth(environment: environment) == .few)
    let described = ColourDepth(environment: environment) {
      TerminalDescription(of: $0, environment: [:])
    }
    #expect(described == .few)
  }

  @Test func terminfoIsRead() throws {
    let xterm = try #require(TerminalDescription(of: "xterm-256color", environment: [:]))
    #expect(xterm.colours == 256 && !xterm.hasDirectColour)
    #expect(TerminalDescription(of: "vt100", environment: [:])?.colours == 0)
    #expect(TerminalDescription(of: "linux", environment: [:])?.colours == 8)
    #expect(TerminalDescription(of: "no-such-terminal", environment: [:]) == nil)
    #expect(TerminalDescription(of: "../x/xterm", environment: [:]) == nil)
    #expect(TerminalDescription(of: "", environment: [:]) == nil)
  }

  /// Made by hand as term(5) has it: names, no flags, 14 numbers, no strings, and `Tc` as an extension.
  @Test(arguments: [("Tc", true), ("AX", false)])
  func extendedCapabilitiesAreRead(name: String, direct: Bool) throws {
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    let names = Array("own|a terminal\0".utf8)
    var bytes = [0o432, names.count, 0, 14, 0, 0].flatMap(short) + names
    if bytes.count % 2 == 1 { bytes.append(0) }
    bytes += (0..<13).flatMap { _ in short(0xFFFF) } + short(256)
    // One flag, no number, no string; two offsets' worth of table.
    bytes += [1, 0, 0, 1, 3].flatMap(short) + [1, 0] + short(0) + Array("\(name)\0".utf8)
    let description = try #require(TerminalDescription(Data(bytes)))
    #expect(description.colours == 256 && description.hasDirectColour == direct)
    for end in 0..<bytes.count { _ = TerminalDescription(Data(bytes[..<end])) }
    #expect(TerminalDescription(Data([1, 2, 3])) == nil)
  }
}
