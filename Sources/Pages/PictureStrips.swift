package import Imaging

/// Rows of pictures under common column headings.
package struct PictureStrips: Sendable {
  /// Pictures of one row with the name of their object.
  package struct Row: Sendable {
    /// Name of the object.
    package let objectID: String
    /// Its pictures, one for each column.
    package let pictures: [Raster]

    /// A row; one picture for each column.
    package init(objectID: String, pictures: [Raster]) {
      self.objectID = objectID
      self.pictures = pictures
    }
  }

  /// Headings, such as original, reconstruction and residual.
  package let columns: [String]
  /// The rows.
  package let rows: [Row]

  /// Strips; every row has one picture for each column.
  package init(columns: [String], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  func html() throws(PagesError) -> String {
    var list: [String] = []
    for row in rows {
      var pictures: [String] = []
      for (column, picture) in zip(columns, row.pictures) {
        let source = try picture.dataURI(for: row.objectID)
        let words = "\(column) of \(row.objectID.shortened())".escaped
        pictures.append(
          "<span><img src=\"\(source)\" alt=\"\(words)\" width=\"\(picture.width)\" "
            + "height=\"\(picture.height)\" loading=\"lazy\"/>\(column.escaped)</span>")
      }
      list.append(
        "<li><div>\(pictures.joined())</div><strong>\(row.objectID.nameHTML())</strong></li>")
    }
    let kind = columns.count > 5 ? "strips long" : "strips"
    return "<ul class=\"\(kind)\">\(list.joined(separator: "\n"))</ul>"
  }
}
