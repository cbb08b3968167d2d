using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Praetor.TestKit.Metrics;

/// <summary>A factory of meters that adds up what they count, for one component under test and no other. From any thread.</summary>
public sealed class Measurements : IMeterFactory
{
    private readonly ConcurrentBag<Meter> _meters = [];
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => _counts.AddOrUpdate(instrument.Name, value, (_, before) => before + value)
        );
        _listener.Start();
    }

    /// <summary>What an instrument counted so far.</summary>
    public long this[string instrument] => _counts.GetValueOrDefault(instrument);

    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }
}
