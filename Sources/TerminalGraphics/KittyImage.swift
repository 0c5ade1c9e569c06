import Foundation
package import Imaging

/// Kitty's graphics protocol: a picture goes as PNG in pieces, is placed by its number, and taken
/// away by it.
///
/// https://sw.kovidgoyal.net/kitty/graphics-protocol/
package enum KittyImage {
  /// Most base64 bytes of one piece.
  package static let pieceLength = 4096

  /// How the picture comes onto the screen.
  package enum Placement: Sendable, Equatable {
    /// At the cursor, over the cells there.
    case atCursor
    /// Wherever its placeholders stand; tmux moves those about like any text.
    case placeholders
  }

  /// The commands that send a picture and stretch it over so many cells.
  package static func transmission(
    _ raster: Raster, id: UInt32, columns: Int, rows: Int, placement: Placement
  ) throws(ImagingError) -> [String] {
    let payload = Array(try raster.pngData().base64EncodedString().utf8)
    var commands: [String] = []
    var start = 0
    repeat {
      let end = min(start + pieceLength, payload.count)
      let more = end < payload.count ? 1 : 0
      let keys =
        start > 0
        ? "q=2,m=\(more)"
        : "a=T,f=100,i=\(id),q=2,c=\(columns),r=\(rows),"
          + (placement == .atCursor ? "p=1,C=1" : "U=1") + ",m=\(more)"
      commands.append(
        "\u{1B}_G\(keys);" + String(decoding: payload[start..<end], as: UTF8.self) + "\u{1B}\\")
      start = end
    } while start < payload.count
    return commands
  }

  /// Takes a picture away, with what it holds.
  package static func deletion(id: UInt32) -> String { "\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\" }

  /// Asks whether the terminal has the protocol; the answer carries the number.
  package static func question(id: UInt32) -> String {
    "\u{1B}_Gi=\(id),s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
  }
}
