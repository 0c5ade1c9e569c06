/// Names of galaxies, classes and catalogs: other people's text, of any length and script.
extension String {
  /// The name as HTML that keeps to itself: what surrounds it reads the same whatever its script.
  ///
  /// A name of more than `limit` characters loses its middle, and has the whole as its title.
  func nameHTML(upTo limit: Int = 48) -> String {
    let short = shortened(to: limit)
    let title = short == self ? "" : " title=\"\(escaped)\""
    // Catalogs join words by underscores; a narrow line may end after one.
    let text = short.printable.withEntities.replacing("_", with: "_<wbr/>")
    return "<bdi\(title)>\(text)</bdi>"
  }

  /// The name with `…` in place of its middle where it has more than `limit` characters, and with
  /// eight marks at most on one letter.
  func shortened(to limit: Int = 48) -> String {
    let mostScalars = 8
    guard count > limit || contains(where: { $0.unicodeScalars.count > mostScalars }) else {
      return self
    }
    let end = limit / 4
    let kept = count > limit ? prefix(limit - end - 1) + "…" + suffix(end) : self[...]
    return kept.reduce(into: "") { text, letter in
      text.unicodeScalars += letter.unicodeScalars.prefix(mostScalars)
    }
  }
}
