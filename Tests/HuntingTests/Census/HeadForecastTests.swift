import Testing
import Vocabulary

@testable import Hunting

/// Reference numbers from `Fixtures/census.py`.
struct HeadForecastTests {
  private func asked(_ probability: Double, _ answers: [Bool?]) -> [AskedGalaxy] {
    answers.map {
      AskedGalaxy(galaxy: 0, drawSeed: nil, probability: probability, isHunted: $0)
    }
  }
  private let unseen = [Float](repeating: 0.04, count: 500) + [Float](repeating: 0.5, count: 40)

  @Test func isHeldToItsRecord() throws {
    let answers =
      asked(0.02, [false, false])
      + asked(0.5, [true, true, false, true, true, nil, true, false, true])
    let forecast = try #require(HeadForecast(probabilities: unseen, asked: answers))
    #expect(abs(forecast.expected - 40) < 1e-4)
    #expect(forecast.answers == 10)
    #expect(forecast.mostLeft(of: 540, level: 0.95) == 211)
    #expect(forecast.mostLeft(of: 540, level: 0.975) == 253)
    #expect(forecast.mostLeft(of: 90, level: 0.975) == 90)
  }

  @Test func saysNothingBeforeAFewFinds() {
    #expect(HeadForecast(probabilities: unseen, asked: asked(0.5, [true, true, false])) == nil)
    #expect(HeadForecast(probabilities: unseen, asked: asked(0.5, [true, true, true])) != nil)
  }

  @Test func theLatestAnswersDecide() throws {
    // A head that was wrong at first and right for twenty answers is as good as one always right.
    let right = asked(0.5, (0..<20).map { $0.isMultiple(of: 2) })
    let mended = asked(0.5, [Bool?](repeating: true, count: 200)) + right
    let forecast = try #require(HeadForecast(probabilities: unseen, asked: mended))
    #expect(forecast == HeadForecast(probabilities: unseen, asked: right))
    #expect(forecast.answers == 20)
  }

  @Test func aMillionGalaxiesAndAHundredFindsNeitherOverflowNorUnderflow() throws {
    let answers = asked(0.01, [Bool?](repeating: true, count: 100))
    let forecast = try #require(
      HeadForecast(probabilities: [Float](repeating: 0.05, count: 100_000), asked: answers))
    // θ is about 101 / 1.3, so all of them could be hunted, and no less than most.
    #expect(forecast.mostLeft(of: 100_000, level: 0.95) == 100_000)
  }
}
