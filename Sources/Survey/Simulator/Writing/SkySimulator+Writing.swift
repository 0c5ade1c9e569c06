import Dispatch
import Files
import Foundation
import Imaging

extension SkySimulator {
  /// The column that says which galaxies are the anomalies, for whoever checks what a hunt found.
  package static let truthColumn = "is_anomaly"

  /// Columns of the catalog; the first six are those every reader of catalogs knows.
  private static let header = [
    "object_id", "path", "label", "ra", "dec", "redshift", truthColumn, "magnitude",
    "half_light_radius_arcsec", "axis_ratio", "position_angle", "bulge_fraction", "sersic_index",
    "pitch_angle", "bar_length_arcsec", "seeing_arcsec", "foreground_dust", "pixel_scale_arcsec",
  ]

  /// Draws galaxies 0 to `count` − 1 on all cores into `images/` and lists them in `catalog.csv`.
  ///
  /// The catalog is written last and at once, so a folder with one is complete; a folder that has
  /// one already is refused. `progress` gets the number done so far, from one thread at a time.
  @discardableResult
  package func write(
    count: Int, to folder: String, as format: CutoutFormat = .png,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(SimulationError) -> SimulatedSurvey {
    precondition(count >= 0, "a survey cannot hold \(count) galaxies")
    let root = URL(fileURLWithPath: folder, isDirectory: true)
    let catalog = root.appendingPathComponent("catalog.csv")
    guard !FileManager.default.fileExists(atPath: catalog.path) else {
      throw .catalogExists(path: catalog.path)
    }
    let images = root.appendingPathComponent("images", isDirectory: true)
    do {
      try Folder.make(images.path)
      // Refused before anything is drawn, where it can be told.
      _ = try OutputFile(catalog)
    } catch {
      throw .unwritable(error)
    }

    let ledger = SurveyLedger(progress: progress)
    let chunk = 32
    DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { part in
      guard ledger.failure == nil else { return }
      let indices = part * chunk..<min(count, (part + 1) * chunk)
      do throws(SimulationError) {
        var rows: [SurveyLedger.Row] = []
        for index in indices { rows.append(try write(index, as: format, into: images)) }
        ledger.enter(rows, part: part)
      } catch {
        ledger.fail(error)
      }
    }
    if let failure = ledger.failure { throw failure }
    let text = ledger.table(header: Self.header.joined(separator: ","))
    do {
      try OutputFile.write(Data(text.utf8), to: catalog)
    } catch {
      throw .unwritable(error)
    }
    return SimulatedSurvey(
      folder: root.path, catalog: catalog.path, count: count, classes: ledger.classes)
  }

  /// Draws and writes one cutout; its row of the catalog.
  private func write(
    _ index: Int, as format: CutoutFormat, into images: URL
  ) throws(SimulationError) -> SurveyLedger.Row {
    let parameters = parameters(index)
    let name = objectID(index) + "." + format.rawValue
    let file = images.appendingPathComponent(name).path
    let data: Data
    switch format {
    case .png:
      let galaxy = galaxy(index)
      do { data = try galaxy.raster.pngData() } catch {
        throw .cannotEncode(objectID: galaxy.objectID, detail: "\(error)")
      }
    case .fits: data = try fits(index).data()
    }
    do {
      try OutputFile.writeOne(data, to: file)
    } catch {
      throw .unwritable(error)
    }
    return SurveyLedger.Row(
      label: parameters.kind.rawValue, line: line(index, parameters, path: "images/" + name))
  }

  /// The cutout of a galaxy as a FITS file.
  func fits(_ index: Int) -> FITSCutout {
    let parameters = parameters(index)
    let scale = parameters.pixelScale * 64 / Float(size)
    let native = scale / Self.nativePixel
    return FITSCutout(
      objectID: objectID(index), rightAscension: parameters.rightAscension,
      declination: parameters.declination, pixelScale: Double(scale), size: size,
      light: light(parameters, index).map { $0 * (native * native) })
  }

  private func line(_ index: Int, _ p: GalaxyParameters, path: String) -> String {
    func number(_ value: some BinaryFloatingPoint, _ digits: Int) -> String {
      String(format: "%.\(digits)f", Double(value))
    }
    return [
      objectID(index), path, p.kind.rawValue,
      number(p.rightAscension, 6), number(p.declination, 6), number(p.redshift, 5),
      p.kind.isRare ? "1" : "0", number(p.magnitude, 3),
      number(p.halfLightRadius * p.pixelScale, 3), number(p.axisRatio, 3),
      number(p.positionAngle * 180 / .pi, 1), number(p.bulgeFraction, 3),
      number(p.sersicIndex, 2), number(p.pitchAngle, 1),
      number(p.barLength * p.pixelScale, 3), number(p.seeing, 3),
      number(p.foregroundDust, 4), number(p.pixelScale * 64 / Float(size), 4),
    ].joined(separator: ",")
  }
}
