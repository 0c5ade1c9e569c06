/// The version of AHunt, which is also stored beside every model that it trains: the only place
/// that knows it. A test holds the changelog against it.
///
/// A bump makes a training that an older version broke off begin anew.
package let softwareVersion = "0.3.0"
