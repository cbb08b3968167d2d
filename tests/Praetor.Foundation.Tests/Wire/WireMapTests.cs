using System.Text;
using CsCheck;
using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Foundation.Tests.Wire;

public sealed class WireMapTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.String[Gen.Char['a', 'c'], 0, 3],
        Gen.Int[0, 4].Select(i => new[] { "", "ü", "😀", "\uff5e", "\ue000" }[i])
    );

    [Fact]
    public void A_map_behaves_as_a_sorted_dictionary_in_which_the_last_pair_wins() =>
        Gen.Select(Keys, Gen.Int)
            .Array[0, 20]
            .Sample(pairs =>
            {
                var model = new SortedDictionary<string, int>(Comparer<string>.Create(ByBytes));
                foreach (var (key, value) in pairs)
                {
                    model[key] = value;
                }

                var map = WireMap.FromArrays([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)]);
                Assert.Equal(model.AsEnumerable(), map);
                Assert.Equal(model.Keys, map.Keys);
                Assert.Equal(model.Values, map.Values);
                Assert.Equal(model.Count, map.Count);
                foreach (var key in model.Keys.Append("absent"))
                {
                    Assert.Equal(model.ContainsKey(key), map.ContainsKey(key));
                    Assert.Equal(model.TryGetValue(key, out var expected), map.TryGetValue(key, out var actual));
                    Assert.Equal(expected, actual);
                }
            });

    [Fact]
    public void Texts_are_ordered_by_their_UTF8() =>
        Gen.Select(Keys, Keys)
            .Sample(
                (left, right) =>
                    Assert.Equal(Math.Sign(ByBytes(left, right)), Math.Sign(Utf8Order.Compare(left, right)))
            );

    [Fact]
    public void A_key_that_is_not_there_is_named() =>
        Assert.Contains(
            "zzz",
            Assert.Throws<KeyNotFoundException>(() => WireMap<int>.Empty["zzz"]).Message,
            StringComparison.Ordinal
        );

    private static int ByBytes(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
