/// Which bands of a FITS file become red, green and blue.
///
/// Bands are given by name (`z,r,g`) or by number, counted from 0 (`2,1,0`), the red one first. One
/// band gives a grey picture; of two, green is the mean.
///
/// ```swift
/// let mapping = BandMapping("i,r,g")
/// ```
package struct BandMapping: Sendable, Equatable {
  /// The bands in the order red, green, blue; none leaves the choice to the file.
  package let bands: [String]

  /// By the filters' wavelengths where the file names them, the reddest as red.
  ///
  /// Bands without known names are taken to go from blue to red, as in Legacy Survey cutouts, and
  /// the planes of an 8-bit picture from red to blue. Weights, masks and errors are no bands.
  package static let automatic = BandMapping(bands: [])

  /// From one to three names or numbers with commas between; `nil` for anything else.
  package init?(_ text: String) {
    let bands = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard (1...3).contains(bands.count), bands.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(bands: bands)
  }

  private init(bands: [String]) {
    self.bands = bands
  }

  /// The planes whose mean is red, green and blue, all of one size.
  func channels(of planes: [FITSPlane]) throws(ImagingError) -> [[FITSPlane]] {
    let names = planes.map(\.name)
    guard let first = planes.first else { throw .noSuchBand(name: "", existing: []) }
    let chosen: [FITSPlane]
    if bands.isEmpty {
      let science = BandMapping.science(planes, like: first)
      if science.count > 3 { throw .bandsNeeded(existing: science.map(\.name)) }
      chosen = BandMapping.redFirst(science)
    } else {
      var found: [FITSPlane] = []
      for band in bands {
        guard let plane = BandMapping.plane(named: band, in: planes) else {
          throw .noSuchBand(name: band, existing: names)
        }
        found.append(plane)
      }
      chosen = found
    }
    for plane in chosen where plane.width != chosen[0].width || plane.height != chosen[0].height {
      throw .bandsDiffer(
        detail: "\(chosen[0].name) has \(chosen[0].width)×\(chosen[0].height) pixels, "
          + "\(plane.name) has \(plane.width)×\(plane.height)")
    }
    return switch chosen.count {
    case 1: [chosen, chosen, chosen]
    case 2: [[chosen[0]], chosen, [chosen[1]]]
    default: chosen.map { [$0] }
    }
  }

  /// By its full name, then by its number, then by a word of its name, as `r` in `HSC-R`.
  private static func plane(named band: String, in planes: [FITSPlane]) -> FITSPlane? {
    func isNamed(_ plane: FITSPlane, _ matches: (String) -> Bool) -> Bool {
      plane.names.contains { matches($0.lowercased()) }
    }
    let wanted = band.lowercased()
    if let plane = planes.first(where: { isNamed($0) { $0 == wanted } }) { return plane }
    if let number = Int(band) { return planes.indices.contains(number) ? planes[number] : nil }
    return planes.first { plane in
      isNamed(plane) { $0.split { !$0.isLetter && !$0.isNumber }.contains(Substring(wanted)) }
    }
  }

  /// Those that show the sky: extensions called SCI where there are any, else all but the weights
  /// and masks; and only those of the first one's size.
  private static func science(_ planes: [FITSPlane], like first: FITSPlane) -> [FITSPlane] {
    func isCalled(_ plane: FITSPlane, _ words: Set<String>) -> Bool {
      plane.names.contains { name in
        !words.isDisjoint(
          with: name.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
      }
    }
    let marked = planes.filter { isCalled($0, ["SCI", "SCIENCE"]) }
    let sky = marked.isEmpty ? planes.filter { !isCalled($0, auxiliary) } : marked
    let reference = sky.first ?? first
    return (sky.isEmpty ? planes : sky)
      .filter { $0.width == reference.width && $0.height == reference.height }
  }

  private static let auxiliary: Set<String> = [
    "WHT", "WEIGHT", "WEIGHTS", "CTX", "ERR", "ERROR", "DQ", "MASK", "MASKBITS", "VAR", "VARIANCE",
    "INVVAR", "IVAR", "EXP", "EXPOSURE", "NEXP", "RMS", "PSF", "FLAG", "FLAGS", "CON", "AREA",
    "SEGMENTATION", "SEG",
  ]

  private static func redFirst(_ planes: [FITSPlane]) -> [FITSPlane] {
    let wavelengths = planes.compactMap(\.wavelength)
    if wavelengths.count == planes.count && Set(wavelengths).count == planes.count {
      return zip(planes, wavelengths).sorted { $0.1 > $1.1 }.map(\.0)
    }
    return planes.allSatisfy(\.isPicture) ? planes : planes.reversed()
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmed: String {
    let isInk = { (byte: UInt8) in byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") }
    guard let start = utf8.firstIndex(where: isInk), let end = utf8.lastIndex(where: isInk)
    else { return "" }
    return String(Substring(utf8[start...end]))
  }
}
