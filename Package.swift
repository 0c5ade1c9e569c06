// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Every target is compiled under the same strict settings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Where libtorch lies: `$LIBTORCH`, else `.libtorch/` in this folder, which `make setup` fills.
let libtorch: String = {
  let environment = ProcessInfo.processInfo.environment["LIBTORCH"] ?? ""
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
  let folder = environment.isEmpty ? root + "/.libtorch" : environment
  guard
    FileManager.default.fileExists(atPath: folder + "/include/torch/csrc/api/include/torch/torch.h")
  else {
    fatalError(
      "AHunt needs libtorch, and there is none in \(folder): run `make setup` once, "
        + "or set LIBTORCH to an existing libtorch folder.")
  }
  return folder
}()

/// A CUDA build of libtorch brings its own libraries; they are linked when they are there.
let cudaLibraries: [LinkerSetting] =
  FileManager.default.fileExists(atPath: libtorch + "/lib/libtorch_cuda.so")
  ? [.unsafeFlags(["-Xlinker", "--no-as-needed", "-ltorch_cuda", "-lc10_cuda"])] : []

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "AHunt",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "ahunt", targets: ["ahunt"]),
    .library(name: "AHuntKit", targets: ["AHuntKit"]),
    // No target depends on it: `Tensors` opens it when the first tensor is wanted.
    .library(name: "TorchShim", type: .dynamic, targets: ["TorchShim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The words that all others share.
    .target(name: "Vocabulary", swiftSettings: strict),
    // Files that people name: how they are opened and written.
    .target(name: "Files", dependencies: ["CProcess"], swiftSettings: strict),
    // Work beside the other work.
    .target(name: "Threads", swiftSettings: strict),

    // C and C++ shims.
    .target(name: "CTorch", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "TorchShim",
      // The other files are part of All.cpp.
      sources: ["All.cpp", "NormReluKernels.cpp", "PictureKernels.cpp"],
      cxxSettings: [
        .headerSearchPath("../CTorch/include"),
        .unsafeFlags([
          "-isystem\(libtorch)/include",
          "-isystem\(libtorch)/include/torch/csrc/api/include",
          "-fvisibility=hidden",
        ]),
      ],
      linkerSettings: [
        .unsafeFlags(["-L\(libtorch)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(libtorch)/lib"]),
        .linkedLibrary("torch"), .linkedLibrary("torch_cpu"), .linkedLibrary("c10"),
      ] + cudaLibraries),
    .target(name: "CProcess"),
    .target(name: "CKernels"),
    .target(
      name: "CImageCodec",
      linkerSettings: [.linkedLibrary("png"), .linkedLibrary("jpeg"), .linkedLibrary("z")]),
    .systemLibrary(name: "CFITSIO", providers: [.apt(["libcfitsio-dev"])]),
    .systemLibrary(name: "CWCS", providers: [.apt(["wcslib-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),

    // The tensor engine.
    .target(name: "Tensors", dependencies: ["CTorch"], swiftSettings: strict),
    .target(name: "Layers", dependencies: ["Tensors"], swiftSettings: strict),
    .target(
      name: "Models",
      dependencies: ["Evaluation", "Hunting", "Layers", "Tensors", "Threads", "Vocabulary"],
      swiftSettings: strict),

    // Galaxies.
    .target(name: "Digests", dependencies: ["CKernels"], swiftSettings: strict),
    .target(name: "Tables", swiftSettings: strict),
    .target(
      name: "Imaging", dependencies: ["CFITSIO", "CImageCodec", "CWCS", "Digests", "Files"],
      swiftSettings: strict),
    .target(name: "TerminalGraphics", dependencies: ["Imaging"], swiftSettings: strict),
    .target(
      name: "Survey",
      dependencies: ["CFITSIO", "CHDF5", "CKernels", "Digests", "Files", "Imaging", "Tables"],
      swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: [
        "CKernels", "CSQLite", "Digests", "Threads", "Vocabulary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),

    // The hunt.
    .target(name: "Evaluation", swiftSettings: strict),
    .target(
      name: "Hunting", dependencies: ["CKernels", "Evaluation", "Vocabulary"],
      swiftSettings: strict),
    .target(
      name: "Review",
      dependencies: [
        "Files", "Imaging", "Store", "Tables", "TerminalGraphics", "Threads", "Vocabulary",
      ],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: [
        "Digests", "Evaluation", "Imaging", "Tables", "Vocabulary",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),

    .target(
      name: "AHuntKit",
      dependencies: [
        "Digests", "Evaluation", "Files", "Hunting", "Imaging", "Layers", "Models", "Pages",
        "Review", "Store", "Survey", "Tables", "Tensors", "Threads", "Vocabulary",
      ],
      swiftSettings: strict),

    // The program.
    .target(
      name: "HuntCommands",
      dependencies: [
        "AHuntKit", "Files", "Hunting", "Imaging", "Layers", "Models", "Review", "Store", "Survey",
        "Tables", "Tensors", "TerminalGraphics", "Vocabulary", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ahunt", dependencies: ["HuntCommands", argumentParser], swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Imaging"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: strict),
    .testTarget(name: "TensorsTests", dependencies: ["CTorch", "Tensors"], swiftSettings: strict),
    .testTarget(
      name: "LayersTests", dependencies: ["Layers", "Tensors"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "ModelsTests",
      dependencies: ["Models", "Evaluation", "Hunting", "Layers", "Tensors", "Vocabulary"],
      swiftSettings: strict),
    .testTarget(
      name: "ImagingTests", dependencies: ["Digests", "Files", "Imaging", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalGraphicsTests", dependencies: ["Imaging", "TerminalGraphics"],
      swiftSettings: strict),
    .testTarget(name: "TablesTests", dependencies: ["Tables"], swiftSettings: strict),
    .testTarget(
      name: "SurveyTests", dependencies: ["Digests", "Files", "Survey", "Imaging", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Digests", "Files", "Store", "TestSupport", "Vocabulary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "HuntingTests", dependencies: ["Hunting", "Evaluation", "Vocabulary"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "ReviewTests",
      dependencies: [
        "Review", "Files", "Imaging", "Store", "TerminalGraphics", "TestSupport", "Vocabulary",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PagesTests", dependencies: ["Pages", "Evaluation", "Files", "Imaging", "Tables"],
      swiftSettings: strict),
    .testTarget(
      name: "AHuntKitTests",
      dependencies: [
        "AHuntKit", "Evaluation", "Hunting", "Imaging", "Models", "Store", "Survey", "TestSupport",
        "Threads", "Vocabulary",
      ],
      swiftSettings: strict),
    // The program under kills, damage, full disks and limits.
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "ahunt", "Evaluation", "Files", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "ahunt", "AHuntKit", "Files", "HuntCommands", "Hunting", "Imaging", "Layers", "Models",
        "Review", "Store", "Survey", "Tensors", "TestSupport", "Vocabulary", argumentParser,
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx20
)
