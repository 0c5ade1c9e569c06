import Foundation

/// Two disk galaxies during a passage: the restricted three-body problem of Toomre & Toomre (1972).
///
/// Massless stars start on circles about two softened masses, which pass one another, lose energy
/// to their halos and throw out the stars as tails and bridges. Lengths are in radii of the
/// primary's disk; the gravitational constant and the primary's mass are 1.
struct TidalEncounter {
  /// When the passage is seen.
  enum Stage {
    /// On the way out, when the nuclei are this far apart or turn round before.
    case parting(Float)
    /// On the way back, when they are this near again.
    case returning(Float)
  }

  /// What sets one passage apart from another.
  struct Recipe {
    /// Mass of the companion.
    var massRatio: Float
    /// Nearest distance of the nuclei, and the shape of their orbit there.
    var pericentre: Float
    var eccentricity: Float
    /// Speed lost a time unit while the halos overlap.
    var drag: Float
    /// Axes about which the two disks turn; along +z they turn as the orbit does.
    var spins: [SIMD3<Float>]
    var stage: Stage
  }

  private typealias Lanes = SIMD4<Float>
  private static let lanes = 4
  private static let step: Float = 0.08
  /// Vectors of stars in each disk.
  private static let vectors = 80

  /// Places of the nuclei, primary first, and of the stars of both disks.
  private(set) var nuclei: [SIMD3<Float>]
  private(set) var stars: [[SIMD3<Float>]] = []

  private let masses: [Float]
  private let softenings: [Float]
  private let drag: Float
  private var velocities: [SIMD3<Float>]
  private var place = (x: [Lanes](), y: [Lanes](), z: [Lanes]())
  private var speed = (x: [Lanes](), y: [Lanes](), z: [Lanes]())

  init(_ recipe: Recipe) {
    masses = [1, recipe.massRatio]
    softenings = [0.25, 0.25 * recipe.massRatio.squareRoot()]
    drag = recipe.drag
    let whole = 1 + recipe.massRatio
    let square =
      recipe.pericentre * recipe.pericentre + softenings[0] * softenings[0]
      + softenings[1] * softenings[1]
    let fastest =
      ((1 + recipe.eccentricity) * whole * recipe.pericentre * recipe.pericentre
      / (square * square.squareRoot())).squareRoot()
    let separation = SIMD3(recipe.pericentre, 0, 0)
    let velocity = SIMD3(0, fastest, 0)
    nuclei = [separation * (-recipe.massRatio / whole), separation / whole]
    velocities = [velocity * (-recipe.massRatio / whole), velocity / whole]
    // Back along the orbit to where the disks still keep their shape, then forward with them.
    let lead = 42
    velocities = velocities.map { -$0 }
    for _ in 0..<lead { moveNuclei(losing: 0) }
    velocities = velocities.map { -$0 }
    for body in 0..<2 {
      addDisk(body, radius: softenings[body] / softenings[0], spin: recipe.spins[body])
    }
    for _ in 0..<lead { advance() }
    run(to: recipe.stage)
    for body in 0..<2 {
      let range = body * Self.vectors..<(body + 1) * Self.vectors
      stars.append(
        range.flatMap { vector in
          (0..<Self.lanes).map {
            SIMD3(place.x[vector][$0], place.y[vector][$0], place.z[vector][$0])
          }
        })
    }
  }

  private var separation: SIMD3<Float> { nuclei[1] - nuclei[0] }

  private mutating func run(to stage: Stage) {
    var hasPassed = false
    // A passage that never gets there is seen when it has lasted long enough for its tails.
    for _ in 0..<130 {
      let distance = length(separation)
      let isParting = (separation * (velocities[1] - velocities[0])).sum() > 0
      if hasPassed {
        switch stage {
        case .parting(let target): if distance >= target || !isParting { return }
        case .returning(let target): if distance <= target && !isParting { return }
        }
      }
      hasPassed = hasPassed || isParting
      advance()
    }
  }

  private func length(_ vector: SIMD3<Float>) -> Float { (vector * vector).sum().squareRoot() }

  /// Stars of the outer disk, on circles evenly over radius and in golden angles: none clump.
  ///
  /// Inner stars would stay with their nucleus, so none are spent on them.
  private mutating func addDisk(_ body: Int, radius: Float, spin: SIMD3<Float>) {
    let reference: SIMD3<Float> = abs(spin.z) < 0.9 ? SIMD3(0, 0, 1) : SIMD3(1, 0, 0)
    let first = unit(cross(spin, reference))
    let second = cross(spin, first)
    let count = Self.vectors * Self.lanes
    for vector in 0..<Self.vectors {
      var at = (x: Lanes.zero, y: Lanes.zero, z: Lanes.zero)
      var moving = at
      for lane in 0..<Self.lanes {
        let star = vector * Self.lanes + lane
        let share = (Float(star) + 0.5) / Float(count)
        let distance = (0.5 + 0.7 * share) * radius
        let angle = Float(star) * 2.399_963
        let outward = first * cos(angle) + second * sin(angle)
        let onward = second * cos(angle) - first * sin(angle)
        let square = distance * distance + softenings[body] * softenings[body]
        let circular =
          (masses[body] / (square * square.squareRoot())).squareRoot() * distance
        let p = nuclei[body] + outward * distance
        let v = velocities[body] + onward * circular
        (at.x[lane], at.y[lane], at.z[lane]) = (p.x, p.y, p.z)
        (moving.x[lane], moving.y[lane], moving.z[lane]) = (v.x, v.y, v.z)
      }
      place.x.append(at.x)
      place.y.append(at.y)
      place.z.append(at.z)
      speed.x.append(moving.x)
      speed.y.append(moving.y)
      speed.z.append(moving.z)
    }
  }

  private func cross(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  private func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> { vector / length(vector) }

  /// One step of the nuclei: drift, kick, drift.
  private mutating func moveNuclei(losing drag: Float) {
    let half = Self.step / 2
    for body in 0..<2 { nuclei[body] += velocities[body] * half }
    kickNuclei(losing: drag)
    for body in 0..<2 { nuclei[body] += velocities[body] * half }
  }

  private mutating func kickNuclei(losing drag: Float) {
    let gap = separation
    let square =
      (gap * gap).sum() + softenings[0] * softenings[0] + softenings[1] * softenings[1]
    let pull = gap * (Self.step / (square * square.squareRoot()))
    // Friction acts where the halos overlap.
    let loss = (velocities[1] - velocities[0]) * (drag * Self.step / (1 + square / 2))
    velocities[0] += pull * masses[1] + loss * (masses[1] / (1 + masses[1]))
    velocities[1] -= pull * masses[0] + loss * (masses[0] / (1 + masses[1]))
  }

  /// One step of everything.
  private mutating func advance() {
    let half = Self.step / 2
    for body in 0..<2 { nuclei[body] += velocities[body] * half }
    let (near, far) = (nuclei[0], nuclei[1])
    let (first, second) = (softenings[0] * softenings[0], softenings[1] * softenings[1])
    let mass = masses[1] * Self.step
    for i in place.x.indices {
      var (x, y, z) = (place.x[i], place.y[i], place.z[i])
      var (u, v, w) = (speed.x[i], speed.y[i], speed.z[i])
      x += u * half
      y += v * half
      z += w * half
      let (ax, ay, az) = (near.x - x, near.y - y, near.z - z)
      let (bx, by, bz) = (far.x - x, far.y - y, far.z - z)
      let a = ax * ax + ay * ay + az * az + first
      let b = bx * bx + by * by + bz * bz + second
      let toNear = Self.step / (a * a.squareRoot())
      let toFar = mass / (b * b.squareRoot())
      u += ax * toNear + bx * toFar
      v += ay * toNear + by * toFar
      w += az * toNear + bz * toFar
      (place.x[i], place.y[i], place.z[i]) = (x + u * half, y + v * half, z + w * half)
      (speed.x[i], speed.y[i], speed.z[i]) = (u, v, w)
    }
    kickNuclei(losing: drag)
    for body in 0..<2 { nuclei[body] += velocities[body] * half }
  }
}
