using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Answers;

/// <summary>
/// Answers packets, without sockets. It keeps what it needs for one answer and uses it again for the next, so each
/// answering thread and connection has its own.
/// </summary>
/// <remarks>
/// 1. <see cref="Begin"/> reads the packet and asks the server. In process the server answers at once, and so does this.
/// 2. Otherwise <see cref="Finish"/> makes the answer when the server's is there, from the same packet.
/// </remarks>
internal sealed class Responder(Zones zones, IServerLink link, TimeProvider time, Random random)
{
    private readonly DnsSettings _settings = zones.Settings;
    private readonly QuestionReader _questions = new(zones);
    private readonly Finder _finder = new(link, zones.Settings);
    private readonly AnswerPlan _plan = new();
    private readonly AnswerAssembly _assembly = new(zones.Settings);
    private readonly ServiceAnswers _services = new(zones.Settings, random);
    private readonly ZoneAnswers _zoneAnswers = new(zones.Settings, time, random);

    /// <summary>The zones it answers for, and how.</summary>
    public Zones Zones => zones;

    /// <summary>Answers a packet, or begins to.</summary>
    /// <param name="packet">Anything that came.</param>
    /// <param name="transport">How it came.</param>
    /// <param name="answer">Where the answer goes; 64 KiB are enough for any.</param>
    /// <param name="cancellationToken">Gives up waiting for a server.</param>
    public Beginning Begin(
        ReadOnlySpan<byte> packet,
        Transport transport,
        Span<byte> answer,
        CancellationToken cancellationToken
    )
    {
        switch (QueryMessage.Read(packet, out var query))
        {
            case QueryOutcome.Ignore:
                return Beginning.Answered(0);
            case QueryOutcome.NotImplemented:
                return Beginning.Answered(AnswerAssembly.WriteRefusal(query, ResponseCode.NotImplemented, answer));
            case QueryOutcome.Malformed:
                return Beginning.Answered(AnswerAssembly.WriteRefusal(query, ResponseCode.FormatError, answer));
            default:
                break;
        }

        if (_questions.Read(query) is not { } question)
        {
            return Beginning.Answered(Refuse(query, transport, answer));
        }

        var finding = _finder.FindAsync(question.Lookup, cancellationToken);
        if (!finding.IsCompletedSuccessfully)
        {
            return Beginning.Pending(finding);
        }

#pragma warning disable VSTHRD002 // It is complete: this waits for nothing, and an await would need the packet on the heap.
        var found = finding.Result;
#pragma warning restore VSTHRD002
        return Beginning.Answered(Write(query, transport, question, found, answer));
    }

    /// <summary>Makes the answer to a packet that <see cref="Begin"/> was given.</summary>
    public int Finish(ReadOnlySpan<byte> packet, Transport transport, in Found found, Span<byte> answer) =>
        QueryMessage.Read(packet, out var query) == QueryOutcome.Question && _questions.Read(query) is { } question
            ? Write(query, transport, question, found, answer)
            : 0;

    private int Refuse(in QueryMessage query, Transport transport, Span<byte> answer)
    {
        _plan.Begin();
        _plan.Code = ResponseCode.Refused;
        _plan.IsAuthoritative = false;
        _plan.HasEdns = false;
        return _assembly.Write(query, _plan, AnswerLimits.For(query, transport, _settings), answer);
    }

    private int Write(in QueryMessage query, Transport transport, Question question, in Found found, Span<byte> answer)
    {
        var limits = AnswerLimits.For(query, transport, _settings);
        _plan.Begin();
        _plan.Code = found.Code;
        if (question.Lookup is Lookup.Reverse)
        {
            AddOwner(question, found);
        }
        else if (question.Lookup is Lookup.NameServers)
        {
            // Who is in charge is known also where the servers are not.
            _plan.Code = ResponseCode.NoError;
            _zoneAnswers.AddServers(_plan, question, query.Type, found.Instances ?? []);
        }
        else if (found.Code == ResponseCode.NoError)
        {
            Add(query, question, found, limits.AnswersMax);
        }
        else if (found.Code == ResponseCode.NameError)
        {
            _plan.AddAuthority(_zoneAnswers.Soa(question.Authority));
        }
        else
        {
            // A transfer is refused without a word more; a failure says nothing about the name.
            _plan.HasEdns = found.Code != ResponseCode.NotImplemented;
        }

        return _assembly.Write(query, _plan, limits, answer);
    }

    private void Add(in QueryMessage query, Question question, in Found found, int answersMax)
    {
        switch (question.Lookup)
        {
            case Lookup.Service:
                if (query.Type == RecordType.Srv)
                {
                    _services.AddServices(_plan, question, found.Instances ?? [], answersMax);
                }
                else
                {
                    _services.AddAddresses(_plan, question, query, found.Instances ?? [], answersMax);
                }

                if (_plan.Answers.Length == 0)
                {
                    _plan.AddAuthority(_zoneAnswers.Soa(question.Authority));
                }

                break;
            case Lookup.Node when found.Node is { } node:
                NodeAnswers.Add(_plan, question, query.Type, node, _settings);
                break;
            case Lookup.Address { Value: { } address }:
                AddAddress(query.Type, new CatalogAddress(address.ToString()));
                break;
            default:
                break;
        }
    }

    private void AddAddress(RecordType type, CatalogAddress address)
    {
        var record = new Record(address.Type, _settings.NodeTtl, null, address.Data);
        if (type == address.Type || type == RecordType.Any)
        {
            _plan.Add(record);
        }
        else
        {
            _plan.AddFreeExtra(record);
        }
    }

    /// <summary>What has an address. Where nothing has, Consul would ask other servers, and without any it fails.</summary>
    private void AddOwner(Question question, in Found found)
    {
        var zone = question.Zone;
        var name =
            found.Node is { } node ? zone.RecordsOf(node).Name
            : found.ServiceName is { } service
                ? DnsName.FromText($"{service}.service.{_settings.Datacenter}.{zone.Text}")
            : null;
        if (name is null)
        {
            _plan.Code = ResponseCode.ServerFailure;
            _plan.IsAuthoritative = false;
            _plan.IsRecursive = true;
            return;
        }

        _plan.Add(new Record(RecordType.Ptr, 0, null, Name: name));
    }
}

/// <summary>How far an answer came at once.</summary>
internal readonly struct Beginning
{
    private Beginning(int length, ValueTask<Found> finding, bool isAnswered)
    {
        Length = length;
        Finding = finding;
        IsAnswered = isAnswered;
    }

    /// <summary>Whether it is made.</summary>
    public bool IsAnswered { get; }

    /// <summary>Its length; 0 where none is given.</summary>
    public int Length { get; }

    /// <summary>What is waited for, if it is not made. It is awaited once, by whoever began.</summary>
    public ValueTask<Found> Finding { get; }

    public static Beginning Answered(int length) => new(length, default, isAnswered: true);

    public static Beginning Pending(ValueTask<Found> finding) => new(0, finding, isAnswered: false);
}
