namespace Praetor.Dns.Questions;

/// <summary>A question that was understood.</summary>
/// <param name="Zone">Whose names the answer uses.</param>
/// <param name="Authority">Whose SOA goes with an answer without records.</param>
/// <param name="Lookup">What the name stands for.</param>
/// <param name="ServiceTtl">The TTL of the service asked for, seconds.</param>
internal sealed record Question(Zone Zone, Zone Authority, Lookup Lookup, uint ServiceTtl);
