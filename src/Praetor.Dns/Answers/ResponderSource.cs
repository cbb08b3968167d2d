using Praetor.Dns.Questions;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Answers;

/// <summary>Makes responders, by the settings that hold at the moment. From any thread.</summary>
internal sealed class ResponderSource(DnsSettings settings, IServerLink link, TimeProvider time, Random random)
{
    // Guards the dice, from which each responder gets a seed.
    private readonly Lock _dice = new();

    // Replaced as a whole.
    private volatile Zones _zones = new(settings);

    /// <summary>A responder for one thread or connection.</summary>
    public Responder Create()
    {
        int seed;
        lock (_dice)
        {
            seed = random.Next();
        }

        return new Responder(_zones, link, time, new Random(seed));
    }

    /// <summary>The responder, or another if the settings have changed since it was made.</summary>
    public Responder Renew(Responder responder) => responder.Zones == _zones ? responder : Create();

    /// <summary>Has the next answers made by other settings.</summary>
    public void Apply(DnsSettings changed) => _zones = new Zones(changed);
}
