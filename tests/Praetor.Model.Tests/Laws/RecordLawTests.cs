using System.Reflection;
using System.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;
using Praetor.Model.Tests.Captures;
using Xunit;

namespace Praetor.Model.Tests.Laws;

/// <summary>
/// Goal: what the generator writes holds for every record there is. Method: each record type in the assembly, filled
/// at random from fixed seeds, goes through the same laws.
/// </summary>
public sealed class RecordLawTests
{
    private const int Seeds = 30;

    public static TheoryData<string> WireRecords() => Names(typeof(WireRecordAttribute));

    public static TheoryData<string> JsonRecords() => Names(typeof(JsonRecordAttribute));

    [Theory]
    [MemberData(nameof(WireRecords))]
    public void Msgpack_gives_back_what_was_written(string record) => Run(nameof(MsgPackRoundTrip), record);

    [Theory]
    [MemberData(nameof(WireRecords))]
    public void Msgpack_keys_are_in_byte_order_and_everything_is_in_the_old_dialect(string record) =>
        Run(nameof(MsgPackIsCanonical), record);

    [Theory]
    [MemberData(nameof(JsonRecords))]
    public void Json_gives_back_what_was_written(string record) => Run(nameof(JsonRoundTrip), record);

    [Theory]
    [MemberData(nameof(WireRecords))]
    public void Content_differs_as_soon_as_one_property_does(string record) =>
        Run(nameof(ContentSeesEverything), record);

    private static void MsgPackRoundTrip<T>(int seed)
        where T : IWireRecord<T>, IContentRecord<T>
    {
        var record = Make<T>(seed);
        var bytes = Foundation.Wire.WireRecords.Encode(record);
        var again = Foundation.Wire.WireRecords.Decode<T>(bytes);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Foundation.Wire.WireRecords.Encode(again)));
        foreach (var property in Arbitrary.Properties(typeof(T)).Where(p => p.PropertyType.IsValueType))
        {
            Assert.Equal(property.GetValue(record), property.GetValue(again));
        }
    }

    private static void MsgPackIsCanonical<T>(int seed)
        where T : IWireRecord<T>, IContentRecord<T>
    {
        var bytes = Foundation.Wire.WireRecords.Encode(Make<T>(seed));
        // The description knows only the old dialect and throws at anything else.
        RawMsgPack.Describe(bytes);
        var reader = new MsgPackReader(bytes);
        var previous = "";
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            var key = reader.ReadString();
            Assert.True(string.CompareOrdinal(previous, key) < 0, $"{previous} stands before {key}");
            previous = key;
            reader.Skip();
        }

        Assert.True(reader.IsAtEnd);
    }

    private static void JsonRoundTrip<T>(int seed)
        where T : IJsonRecord<T>
    {
        var json = GoJson.Encode(Make<T>(seed), GoJson.Compact);
        var again = GoJson.Encode(GoJson.Decode<T>(json), GoJson.Compact);
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(again));
    }

    private static void ContentSeesEverything<T>(int seed)
        where T : IContentRecord<T>
    {
        var record = Make<T>(seed);
        Assert.True(record.SameContent(Make<T>(seed)));
        Assert.False(record.SameContent(default));
        var random = new Random(seed);
        foreach (var property in Arbitrary.Properties(typeof(T)))
        {
            var other = Make<T>(seed);
            object? value;
            do
            {
                value = Arbitrary.Value(property, random, 1);
            } while (Same(value, property.GetValue(other)));

            property.SetValue(other, value);
            var isIndex = property.Name is "CreateIndex" or "ModifyIndex";
            Assert.True(isIndex == record.SameContent(other), $"{property.Name} at seed {seed}");
        }
    }

    /// <summary>Whether two values are the same, indexes inside them aside: by their JSON-like description.</summary>
    private static bool Same(object? left, object? right) => Describe(left) == Describe(right);

    private static string Describe(object? value) =>
        value switch
        {
            null => "nil",
            string text => $"'{text}'",
            byte[] bytes => Convert.ToHexString(bytes),
            System.Collections.IDictionary map => "{"
                + string.Join(
                    ",",
                    map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(k => $"'{k}':{Describe(map[k])}")
                )
                + "}",
            System.Collections.IEnumerable list => "[" + string.Join(",", list.Cast<object?>().Select(Describe)) + "]",
            _ when value.GetType().IsValueType => value.ToString()!,
            _ => "("
                + string.Join(
                    ",",
                    Arbitrary
                        .Properties(value.GetType())
                        .Where(p => p.Name is not ("CreateIndex" or "ModifyIndex"))
                        .Select(p => Describe(p.GetValue(value)))
                )
                + ")",
        };

    private static T Make<T>(int seed) => (T)Arbitrary.Record(typeof(T), new Random(seed));

    private static void Run(string law, string record)
    {
        var type = typeof(GoJson).Assembly.GetType(record, throwOnError: true)!;
        var method = typeof(RecordLawTests).GetMethod(law, BindingFlags.NonPublic | BindingFlags.Static)!;
        var run = method.MakeGenericMethod(type).CreateDelegate<Action<int>>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            run(seed);
        }
    }

    private static TheoryData<string> Names(Type attribute) =>
        [.. Arbitrary.Records(attribute).Select(t => t.FullName!)];
}
