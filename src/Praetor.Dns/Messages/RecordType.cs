namespace Praetor.Dns.Messages;

/// <summary>The types of records that are asked for and given (RFC 1035 section 3.2.2 and successors).</summary>
internal enum RecordType : ushort
{
    A = 1,
    NS = 2,
    Cname = 5,
    Soa = 6,
    Ptr = 12,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
    Axfr = 252,
    Any = 255,
}

/// <summary>How a question went (RFC 1035 section 4.1.1).</summary>
internal enum ResponseCode : byte
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,
}

/// <summary>How a question came, and its answer goes.</summary>
internal enum Transport
{
    Udp,
    Tcp,
}
