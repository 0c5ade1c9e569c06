/// Where a published HDF5 data set keeps pictures and classes, and what its classes are called.
struct HDF5Layout: Sendable, Equatable {
  /// The data set's name, as people write it.
  let title: String
  /// The dataset with the number of each galaxy's class.
  let labels: String
  /// What object ids begin with, by the pictures' side in pixels and the file's name.
  let objectPrefix: @Sendable (_ side: Int, _ file: String) -> String
  /// The classes by their numbers, by the pictures' side in pixels.
  let classNames: @Sendable (_ side: Int) -> [String]

  /// The dataset with the pictures.
  static let images = "images"

  /// Every layout that is known, in the order in which they are tried.
  static let all = [galaxy10, galaxyMNIST]

  static func == (one: HDF5Layout, other: HDF5Layout) -> Bool { one.title == other.title }

  /// Whether a file with datasets of these names may be of this layout.
  func fits(_ names: [String]) -> Bool {
    names.contains(HDF5Layout.images) && names.contains(labels)
  }

  /// What it needs, as messages say it.
  var expectation: String { "\(title) has \(HDF5Layout.images) and \(labels)" }
}

extension HDF5Layout {
  /// Galaxy10 by Leung and Bovy: `Galaxy10_DECals.h5`, and the older `Galaxy10.h5` from SDSS.
  ///
  /// The two differ in their classes and, by which they are told apart, in the size of their
  /// pictures: 256 pixels a side and 69. Both versions' names are those of
  /// https://astronn.readthedocs.io, without "Galaxies" and without commas, which separate classes
  /// elsewhere.
  static let galaxy10 = HDF5Layout(
    title: "Galaxy10", labels: "ans",
    objectPrefix: { side, _ in side == sdssSide ? "galaxy10sdss" : "galaxy10" },
    classNames: { $0 == sdssSide ? sdssClasses : decalsClasses })

  /// GalaxyMNIST by Walmsley: `train_dataset.hdf5` and `test_dataset.hdf5`.
  ///
  /// Its two files share no galaxy and both count from 0, so the ids say which one it is.
  static let galaxyMNIST = HDF5Layout(
    title: "GalaxyMNIST", labels: "labels",
    objectPrefix: { _, file in
      let part = ["train", "test"].first { file.lowercased().contains($0) }
      return part.map { "galaxymnist-\($0)" } ?? "galaxymnist"
    },
    classNames: { _ in ["smooth_round", "smooth_cigar", "edge_on_disk", "unbarred_spiral"] })

  private static let sdssSide = 69

  private static let decalsClasses = [
    "Disturbed", "Merging", "Round Smooth", "In-between Round Smooth", "Cigar Shaped Smooth",
    "Barred Spiral", "Unbarred Tight Spiral", "Unbarred Loose Spiral", "Edge-on without Bulge",
    "Edge-on with Bulge",
  ]

  private static let sdssClasses = [
    "Disk Face-on No Spiral", "Smooth Completely Round", "Smooth In-between Round",
    "Smooth Cigar Shaped", "Disk Edge-on Rounded Bulge", "Disk Edge-on Boxy Bulge",
    "Disk Edge-on No Bulge", "Disk Face-on Tight Spiral", "Disk Face-on Medium Spiral",
    "Disk Face-on Loose Spiral",
  ]
}
