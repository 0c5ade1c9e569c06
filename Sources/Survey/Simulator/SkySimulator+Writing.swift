import Dispatch
import Foundation
import Imaging

extension SkySimulator {
  /// Columns of the catalog; the first six are those every reader of catalogs knows.
  private static let header = [
    "object_id", "path", "label", "ra", "dec", "redshift", "is_anomaly", "magnitude",
    "half_light_radius_arcsec", "axis_ratio", "position_angle", "bulge_fraction", "sersic_index",
    "pitch_angle", "bar_length_arcsec", "seeing_arcsec", "foreground_dust",
  ]

  /// Draws galaxies 0 to `count` − 1 on all cores into `images/` and lists them in `catalog.csv`.
  ///
  /// The catalog is written last and at once, so a folder with one is complete; a folder that has
  /// one already is refused. `progress` gets the number done so far, from one thread at a time.
  @discardableResult
  package func write(
    count: Int, to folder: String, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(SimulationError) -> SimulatedSurvey {
    precondition(count >= 0, "a survey cannot hold \(count) galaxies")
    let root = URL(fileURLWithPath: folder, isDirectory: true)
    let catalog = root.appendingPathComponent("catalog.csv")
    guard !FileManager.default.fileExists(atPath: catalog.path) else {
      throw .catalogExists(path: catalog.path)
    }
    let images = root.appendingPathComponent("images", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: images.path, detail: error.localizedDescription)
    }

    let ledger = Ledger(progress: progress)
    let chunk = 32
    DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { part in
      guard ledger.failure == nil else { return }
      let indices = part * chunk..<min(count, (part + 1) * chunk)
      do throws(SimulationError) {
        var rows: [Ledger.Row] = []
        for index in indices { rows.append(try write(index, into: images)) }
        ledger.enter(rows, part: part)
      } catch {
        ledger.fail(error)
      }
    }
    if let failure = ledger.failure { throw failure }
    let text = ledger.table(header: Self.header.joined(separator: ","))
    do {
      try Data(text.utf8).write(to: catalog, options: .atomic)
    } catch {
      throw .unwritable(path: catalog.path, detail: error.localizedDescription)
    }
    return SimulatedSurvey(
      folder: root.path, catalog: catalog.path, count: count, classes: ledger.classes)
  }

  /// Draws and writes one cutout; its row of the catalog.
  private func write(_ index: Int, into images: URL) throws(SimulationError) -> Ledger.Row {
    let galaxy = galaxy(index)
    let file = images.appendingPathComponent(galaxy.objectID + ".png")
    do {
      try galaxy.raster.pngData().write(to: file)
    } catch {
      throw .unwritable(path: file.path, detail: "\(error)")
    }
    return Ledger.Row(label: galaxy.label, line: Self.line(galaxy))
  }

  private static func line(_ galaxy: SimulatedGalaxy) -> String {
    let p = galaxy.parameters
    func number(_ value: some BinaryFloatingPoint, _ digits: Int) -> String {
      String(format: "%.\(digits)f", Double(value))
    }
    return [
      galaxy.objectID, "images/\(galaxy.objectID).png", galaxy.label,
      number(p.rightAscension, 6), number(p.declination, 6), number(p.redshift, 5),
      galaxy.isAnomaly ? "1" : "0", number(p.magnitude, 3),
      number(p.halfLightRadius * arcsecondsPerPixel, 3), number(p.axisRatio, 3),
      number(p.positionAngle * 180 / .pi, 1), number(p.bulgeFraction, 3),
      number(p.sersicIndex, 2), number(p.pitchAngle, 1),
      number(p.barLength * arcsecondsPerPixel, 3), number(p.seeing, 3),
      number(p.foregroundDust, 4),
    ].joined(separator: ",")
  }
}

/// What the threads of one writing have done; a lock keeps it whole.
private final class Ledger: @unchecked Sendable {
  struct Row {
    let label: String
    let line: String
  }

  private let lock = NSLock()
  private let progress: @Sendable (Int) -> Void
  private var parts: [Int: [Row]] = [:]
  private var done = 0
  private var error: SimulationError?

  init(progress: @escaping @Sendable (Int) -> Void) { self.progress = progress }

  var failure: SimulationError? { lock.withLock { error } }

  func fail(_ error: SimulationError) {
    lock.withLock { if self.error == nil { self.error = error } }
  }

  func enter(_ rows: [Row], part: Int) {
    lock.withLock {
      parts[part] = rows
      done += rows.count
      progress(done)
    }
  }

  var classes: [String: Int] {
    lock.withLock {
      parts.values.joined().reduce(into: [:]) { counts, row in counts[row.label, default: 0] += 1 }
    }
  }

  /// The catalog's text, rows in the order of their index.
  func table(header: String) -> String {
    lock.withLock {
      let rows = parts.keys.sorted().flatMap { parts[$0] ?? [] }
      return ([header] + rows.map(\.line)).joined(separator: "\n") + "\n"
    }
  }
}
