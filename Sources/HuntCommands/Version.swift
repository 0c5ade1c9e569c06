/// The program's version, which is also stored beside every model it trains.
let softwareVersion = "0.1.0"
