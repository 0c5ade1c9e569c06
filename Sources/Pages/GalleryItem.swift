package import Imaging

/// A picture of a gallery with its words.
package struct GalleryItem: Sendable {
  /// Name of the object.
  package let objectID: String
  /// The picture; an item without one shows an empty frame.
  package let picture: Raster?
  /// Lines below the name.
  package let lines: [String]
  /// Where the object can be looked up.
  package let links: [SkyLink]

  /// An item of a gallery.
  package init(objectID: String, picture: Raster?, lines: [String], links: [SkyLink] = []) {
    self.objectID = objectID
    self.picture = picture
    self.lines = lines
    self.links = links
  }

  func html() throws(PagesError) -> String {
    let image: String
    if let picture {
      let source = try picture.dataURI(for: objectID)
      image =
        "<img src=\"\(source)\" alt=\"Cutout of \(objectID.shortened().escaped)\" "
        + "width=\"\(picture.width)\" height=\"\(picture.height)\" loading=\"lazy\"/>"
    } else {
      image = "<span class=\"absent\">no picture</span>"
    }
    let words = lines.map { "<span>\($0.nameHTML(upTo: 64))</span>" }.joined()
    let anchors = links.map {
      "<a href=\"\($0.address.escaped)\" rel=\"noreferrer\">\($0.name)</a>"
    }
    return "<li>\(image)<strong>\(objectID.nameHTML())</strong>\(words)"
      + anchors.joined(separator: " ") + "</li>"
  }
}
