using Praetor.Dns.Messages;

namespace Praetor.Dns.Answers;

/// <summary>How much fits into an answer.</summary>
/// <param name="AnswersMax">Most records in its first section.</param>
/// <param name="SizeMax">Most bytes.</param>
internal readonly record struct AnswerLimits(int AnswersMax, int SizeMax)
{
    /// <summary>The longest message over UDP without EDNS (RFC 1035 section 2.3.4).</summary>
    private const int UdpSizeDefault = 512;

    // Consul's figures, which clients see. The largest datagram less what its DNS library reserves.
    private const int UdpSizeMax = 65467;
    private const int UdpReserve = 8;
    private const int UdpAnswersMax = 8;
    private const int TcpSizeMax = 65523;
    private const int TcpAnswersMax = 4096;
    private const int TcpServicesMax = 1024;

    /// <summary>What a client takes.</summary>
    public static AnswerLimits For(in QueryMessage query, Transport transport, DnsSettings settings)
    {
        if (transport == Transport.Tcp)
        {
            return new AnswerLimits(query.Type == RecordType.Srv ? TcpServicesMax : TcpAnswersMax, TcpSizeMax);
        }

        var size = query.HasEdns ? Math.Clamp((int)query.UdpSize, UdpSizeDefault, UdpSizeMax) : UdpSizeDefault;
        var answersMax = size == UdpSizeDefault ? Math.Clamp(settings.UdpAnswerLimit, 1, UdpAnswersMax) : int.MaxValue;
        return new AnswerLimits(answersMax, size - UdpReserve);
    }
}
