/// A service that knows the streets, by the `table` call of OSRM's HTTP interface. What it says of ways is kept at the desk;
/// nobody who plans waits for it.
package struct MapService: Sendable, Hashable {
    /// Where it listens, up to and with the profile: `http://127.0.0.1:5000/table/v1/driving`.
    package var url: String
    /// Places in one question (an OSRM server takes 100, unless told otherwise).
    package var most = 100
    /// How many of the nearest others of the same day ways are asked for, from each place.
    package var near = 40
    /// Days until a way is asked for again.
    package var keep = 90
    /// Seconds until a question is given up.
    package var wait = 10

    package init(url: String) { self.url = url }
}
