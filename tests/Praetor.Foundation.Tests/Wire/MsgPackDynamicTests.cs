using System.Buffers;
using CsCheck;
using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Foundation.Tests.Wire;

public sealed class MsgPackDynamicTests
{
    private static readonly Gen<object?> Trees = Gen.Recursive<object?>(
        (depth, inner) =>
            depth > 3
                ? Leaves()
                : Gen.OneOf(
                    Leaves(),
                    inner.Array[0, 4].Select(list => (object?)list),
                    Gen.Select(Gen.String[0, 4], inner)
                        .Array[0, 4]
                        .Select(pairs =>
                            (object?)
                                WireMap.FromArrays([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)])
                        )
                )
    );

    [Fact]
    public void A_tree_comes_back_as_it_was() =>
        Trees.Sample(tree =>
        {
            var bytes = Encode(tree);
            var reader = new MsgPackReader(bytes);
            var again = MsgPackDynamic.Read(ref reader);
            Assert.True(reader.IsAtEnd);
            Assert.True(ContentEquality.Dynamic(tree, again));
            Assert.Equal(bytes, Encode(again));
        });

    [Fact]
    public void Bytes_become_text_as_in_Consul()
    {
        var reader = new MsgPackReader([0xc4, 1, 0x61]);
        Assert.Equal("a", MsgPackDynamic.Read(ref reader));
    }

    [Fact]
    public void A_type_without_a_form_is_a_mistake_of_ours() =>
        Assert.Throws<InvariantException>(() => Encode(TimeSpan.Zero));

    private static Gen<object?> Leaves() =>
        Gen.OneOf(
            Gen.Const((object?)null),
            Gen.Bool.Select(value => (object?)value),
            Gen.Long.Select(value => (object?)value),
            Gen.ULong[(ulong)long.MaxValue + 1, ulong.MaxValue].Select(value => (object?)value),
            Gen.Double.Select(value => (object?)value),
            Gen.OneOf(Gen.Const(""), Gen.Const("web"), Gen.Const("ü"), Gen.Const("😀")).Select(value => (object?)value)
        );

    private static byte[] Encode(object? tree)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(output);
        MsgPackDynamic.Write(ref writer, tree);
        return output.WrittenSpan.ToArray();
    }
}
