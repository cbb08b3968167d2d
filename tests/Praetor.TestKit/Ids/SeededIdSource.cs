using Praetor.Foundation.Ids;

namespace Praetor.TestKit.Ids;

/// <summary>IDs that are a function of a seed.</summary>
public sealed class SeededIdSource(Random random) : IIdSource
{
    public string NewUuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString("D");
    }
}
