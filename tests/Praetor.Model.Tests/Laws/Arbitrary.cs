using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;

namespace Praetor.Model.Tests.Laws;

/// <summary>
/// Records of any type filled at random. By reflection, so that a record added later is covered without a word here;
/// the generator under test has its own way to the properties.
/// </summary>
internal static class Arbitrary
{
    private const int DepthMax = 4;

    private static readonly string[] Texts = ["", "a", "web", "ünïcode", "<&>\u2028", "\"\\\n\t\u0001", "😀", "0"];

    private static readonly ConcurrentDictionary<PropertyInfo, bool> Nullability = new();

    public static IEnumerable<Type> Records(Type attribute) =>
        typeof(ServerMethods)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes(attribute, false).Length > 0)
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    public static IEnumerable<PropertyInfo> Properties(Type record) =>
        record.GetProperties().Where(property => property.SetMethod is not null && property.Name != "EqualityContract");

    public static object Record(Type type, Random random, int depth = 0)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in Properties(type))
        {
            property.SetValue(record, Value(property, random, depth));
        }

        return record;
    }

    public static object? Value(PropertyInfo property, Random random, int depth)
    {
        var isNullable = Nullability.GetOrAdd(property, IsNullable);
        return isNullable && random.Next(3) == 0 ? null : Value(property.PropertyType, random, depth, isNullable);
    }

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static object? Value(Type type, Random random, int depth, bool isNullable)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return List(type.GetGenericArguments()[0], random, depth);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return Map(type.GetGenericArguments()[1], random, depth);
        }

        return type == typeof(string) ? Texts[random.Next(Texts.Length)]
            : type == typeof(bool) || type == typeof(bool?) ? random.Next(2) == 0
            : type == typeof(int) ? random.Next(int.MinValue, int.MaxValue) >> random.Next(32)
            : type == typeof(uint) ? (uint)random.Next() >> random.Next(31)
            : type == typeof(ulong) ? (ulong)random.NextInt64() >> random.Next(63)
            : type == typeof(double) ? (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))
            // Below 1,000 a number is seconds to a session's lock delay, and Go reads these as floating point numbers.
            : type == typeof(GoDuration) ? new GoDuration(random.NextInt64(1_000, 1L << 53))
            : type == typeof(ByteString) ? ByteString.From(Texts[random.Next(Texts.Length)])
            : type == typeof(byte[]) ? Bytes(random)
            : type == typeof(object) ? Tree(random, depth)
            // Records may hold themselves; where they do, the property may be null.
            : depth >= DepthMax && isNullable ? null
            : Record(type, random, depth + 1);
    }

    private static Array List(Type element, Random random, int depth)
    {
        var count = depth >= DepthMax ? 0 : random.Next(3);
        var list = Array.CreateInstance(element, count);
        for (var i = 0; i < count; i++)
        {
            list.SetValue(Value(element, random, depth + 1, isNullable: false), i);
        }

        return list;
    }

    private static IDictionary Map(Type value, Random random, int depth)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (var count = depth >= DepthMax ? 0 : random.Next(4); count > 0; count--)
        {
            map[Texts[random.Next(Texts.Length)]] = Value(value, random, depth + 1, isNullable: false);
        }

        return map;
    }

    private static object? Tree(Random random, int depth) =>
        random.Next(depth >= DepthMax ? 5 : 7) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            // JSON has only floating point numbers for these, and they hold this much.
            2 => random.NextInt64(-(1L << 53), 1L << 53),
            3 => random.NextDouble() * 1000,
            4 => Texts[random.Next(Texts.Length)],
            5 => List(typeof(object), random, depth),
            _ => Map(typeof(object), random, depth),
        };

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
