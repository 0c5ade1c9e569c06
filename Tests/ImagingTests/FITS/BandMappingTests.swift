import Testing

@testable import Imaging

struct BandMappingTests {
  /// Planes of the file that red, green and blue should be, without a word from the user.
  @Test(arguments: [
    ("cube_named.fits", [2, 1, 0]),  // grz
    ("cube_commas.fits", [0, 2, 1]),  // i,g,r
    ("cube_numbered.fits", [0, 1, 2]),  // BAND0 = z, BAND1 = r, BAND2 = g
    ("cube_filters.fits", [1, 0, 2]),  // F814W, F160W, F606W
    ("cube_plain.fits", [2, 1, 0]),  // blue to red where nothing is said
    ("cube_picture.fits", [0, 1, 2]),  // 8 bits: red, green, blue
    ("extensions.fits", [1, 2, 0]),  // EXTNAME G, I, R
    ("filters.fits", [0, 1, 2]),  // FILTER i, HSC-R, g.MP9401
    ("bands.fits.fz", [0, 2, 1]),  // compressed, z, g, r
    ("weights.fits", [0, 0, 0]),  // SCI, and no weights or flags
    ("psf.fits", [2, 1, 0]),  // an extension of another size is no band
  ])
  func bandsFindTheirColours(name: String, planes: [Int]) throws {
    let read = try FITSImage.read(path: FITSFixture.path("images/\(name)"))
    #expect(read == (try FITSFixture.astropy(name, planes: planes)))
  }

  @Test func ofTwoBandsGreenIsTheMean() throws {
    let read = try FITSImage.read(path: FITSFixture.path("images/cube_two.fits"))
    let planes = try FITSFixture.astropy("cube_two.fits", planes: [0, 1])
    for y in 0..<read.height {
      for x in 0..<read.width {
        let (blue, red) = (planes[x, y, 0], planes[x, y, 1])
        #expect(read[x, y, 0] == red && read[x, y, 2] == blue)
        #expect(abs(read[x, y, 1] - (red + blue) / 2) <= 1e-6 * abs(red + blue))
      }
    }
  }

  @Test(arguments: [
    ("cube_five.fits", "i,r,g", [3, 2, 1]), ("cube_five.fits", "4, 3,0", [4, 3, 0]),
    ("cube_five.fits", "u", [0, 0, 0]), ("cube_five.fits", "Z,R,G", [4, 2, 1]),
    ("cube_named.fits", "g,r,z", [0, 1, 2]), ("cube_plain.fits", "0,1,2", [0, 1, 2]),
    ("extensions.fits", "g,r,i", [0, 2, 1]), ("filters.fits", "g,r,i", [2, 1, 0]),
    ("filters.fits", "CCD3,ccd2,0", [2, 1, 0]), ("weights.fits", "wht", [1, 1, 1]),
    ("weights.fits", "1", [1, 1, 1]), ("float32.fits", "0", [0, 0, 0]),
  ])
  func bandsCanBeChosen(name: String, bands: String, planes: [Int]) throws {
    let mapping = try #require(BandMapping(bands))
    let read = try FITSImage.read(path: FITSFixture.path("images/\(name)"), bands: mapping)
    #expect(read == (try FITSFixture.astropy(name, planes: planes)))
  }

  @Test(arguments: ["", "r,,g", "a,b,c,d", ",", "r,g,"])
  func aMappingHasOneToThreeBands(text: String) {
    #expect(BandMapping(text) == nil)
  }

  @Test(arguments: [
    ("cube_five.fits", nil, ImagingError.bandsNeeded(existing: ["u", "g", "r", "i", "z"])),
    ("cube_five.fits", "r,y", .noSuchBand(name: "y", existing: ["u", "g", "r", "i", "z"])),
    (
      "cube_plain.fits", "3",
      .noSuchBand(name: "3", existing: ["primary plane 0", "primary plane 1", "primary plane 2"])
    ),
    ("float32.fits", "-1", .noSuchBand(name: "-1", existing: ["primary"])),
    ("extension.fits", "g", .noSuchBand(name: "g", existing: ["SCI"])),
    ("sizes_differ.fits", "g,r", .bandsDiffer(detail: "G has 13×9 pixels, R has 5×4")),
    ("table_only.fits", nil, .noSuchBand(name: "", existing: [])),
  ])
  func bandsThatAreNotThereAreErrors(name: String, bands: String?, error: ImagingError) throws {
    let mapping = try bands.map { try #require(BandMapping($0)) } ?? .automatic
    #expect(throws: error) {
      try FITSImage.read(path: FITSFixture.path("images/\(name)"), bands: mapping)
    }
  }

  @Test func filtersAreKnownInManyDresses() {
    let order = [
      "FUV", "u", "SDSS-u",  // The second and third are one filter.
    ]
    #expect(FilterName.wavelength(order[1]) == FilterName.wavelength(order[2]))
    let names = [
      "NUV", "u_SDSS", "F475W", "F606W", "VIS", "HSC-I", "z-band", "F115W", "F200W",
      "Ks", "F444W", "W2",
    ]
    let wavelengths = names.compactMap(FilterName.wavelength)
    #expect(wavelengths.count == names.count)
    #expect(wavelengths == wavelengths.sorted())
    for name in ["", "CLEAR", "primary", "SCI", "F", "FLAT1", "12"] {
      #expect(FilterName.wavelength(name) == nil, "\(name)")
    }
  }
}
