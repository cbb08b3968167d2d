using Praetor.Gossip.Coordinates;
using Xunit;

namespace Praetor.Gossip.Tests.Coordinates;

/// <summary>
/// The client's place beside that of a model written straight from the formulas (docs/internals/gossip.md names their papers),
/// number by number: what no measurement of a network would notice, height and gravity among it.
/// </summary>
public sealed class CoordinateModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_place_moves_as_the_formulas_say(int seed)
    {
        var random = new Random(seed);
        var (client, model) = (new CoordinateClient(random), new Model());
        for (var n = 0; n < 200; n++)
        {
            var peer = random.Next(5);
            var other = new Coordinate
            {
                Vector = [0.01 * (peer + 1), -0.02, 0.03 * peer, 0, 0.001, 0, 0, 0.2],
                Error = 0.1 * (peer + 1),
                Height = 0.001 * (peer + 1),
                Adjustment = 0.0005 * (peer - 2),
            };
            var seconds = 0.01 + random.NextDouble() * 0.3;
            var roundTrip = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
            Assert.True(client.Update($"peer-{peer}", other, roundTrip));
            model.Update(peer, other, roundTrip.TotalSeconds);

            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(model.Vector[i], client.Place.Vector[i], 1e-12);
            }

            Assert.Equal(model.Height, client.Place.Height, 1e-12);
            Assert.Equal(model.Error, client.Place.Error, 1e-12);
            Assert.Equal(model.Adjustment, client.Place.Adjustment, 1e-12);
        }
    }

    private sealed class Model
    {
        private readonly Dictionary<int, List<double>> _last = [];
        private readonly double[] _samples = new double[20];
        private int _next;

        public double[] Vector { get; } = new double[8];

        public double Height { get; private set; } = 10e-6;

        public double Error { get; private set; } = 1.5;

        public double Adjustment { get; private set; }

        public void Update(int peer, Coordinate other, double seconds)
        {
            if (!_last.TryGetValue(peer, out var last))
            {
                _last[peer] = last = [];
            }

            last.Add(seconds);
            double[] sorted = [.. last.TakeLast(3).Order()];
            var rtt = sorted[sorted.Length / 2];

            var distance = Distance(other.Vector, other.Height, other.Adjustment);
            var weight = Error / (Error + other.Error);
            var before = Error;
            Error = Math.Min(1.5, 0.25 * weight * (Math.Abs(distance - rtt) / rtt) + before * (1 - 0.25 * weight));
            Push(0.25 * weight * (rtt - distance), other.Vector, other.Height);

            _samples[_next++ % 20] = rtt - Raw(other.Vector, other.Height);
            Adjustment = _samples.Sum() / 40;

            var fromOrigin = Distance(new double[8], 10e-6, 0);
            Push(-Math.Pow(fromOrigin / 150, 2), new double[8], 10e-6);
        }

        private double Raw(double[] vector, double height) =>
            Math.Sqrt(Vector.Zip(vector, static (a, b) => (a - b) * (a - b)).Sum()) + Height + height;

        private double Distance(double[] vector, double height, double adjustment)
        {
            var raw = Raw(vector, height);
            var adjusted = raw + Adjustment + adjustment;
            return adjusted > 0 ? adjusted : raw;
        }

        private void Push(double force, double[] from, double height)
        {
            double[] difference = [.. Vector.Zip(from, static (a, b) => a - b)];
            var length = Math.Sqrt(difference.Sum(static it => it * it));
            for (var i = 0; i < 8; i++)
            {
                Vector[i] += difference[i] / length * force;
            }

            Height = Math.Max(10e-6, (Height + height) * force / length + Height);
        }
    }
}
