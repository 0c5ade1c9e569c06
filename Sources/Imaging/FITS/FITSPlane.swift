/// One two-dimensional image in a FITS file: a band, as far as the file says so.
struct FITSPlane: Hashable {
  /// The header and data unit, the primary being 1.
  let unit: Int
  /// Pixels along every axis of the unit's array, columns and rows first.
  let axes: [Int]
  /// Which of the unit's planes, counted from 0.
  let index: Int
  /// What the header calls it, the most telling first; extensions are known by their name too.
  let names: [String]
  /// Unscaled 8-bit pixels: a picture made for the eye rather than a measurement.
  let isPicture: Bool

  var width: Int { axes[0] }
  var height: Int { axes[1] }

  /// How messages call it.
  var name: String {
    if let name = names.first { return name }
    let unitName = unit == 1 ? "primary" : "extension \(unit - 1)"
    return axes.dropFirst(2).allSatisfy { $0 == 1 } ? unitName : "\(unitName) plane \(index)"
  }

  /// The wavelength of its filter, where it is known.
  var wavelength: Double? {
    names.lazy.compactMap(FilterName.wavelength).first
  }

  /// The place of the plane along the axes after the second, each counted from 0.
  var place: [Int] {
    var rest = index
    return axes.dropFirst(2).map { length in
      defer { rest /= length }
      return rest % length
    }
  }
}
