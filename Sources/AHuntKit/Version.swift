/// The program's version, which is also stored beside every model it trains: the only place that
/// knows it.
package let softwareVersion = "0.1.0"
