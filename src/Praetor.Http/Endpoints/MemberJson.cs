using System.Text.Json;
using Praetor.Agent.Membership;
using Praetor.Model.Json;

namespace Praetor.Http.Endpoints;

/// <summary>How a member of a gossip pool stands in answers.</summary>
internal static class MemberJson
{
    public static void Write(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("Name", member.Name);
        json.WriteString("Addr", member.Address);
        json.WriteNumber("Port", member.Port);
        json.WritePropertyName("Tags");
        JsonWrite.Map(json, member.Tags, static (it, value) => it.WriteStringValue(value));
        json.WriteNumber("Status", member.Status);
        json.WriteNumber("ProtocolMin", member.Protocol.Min);
        json.WriteNumber("ProtocolMax", member.Protocol.Max);
        json.WriteNumber("ProtocolCur", member.Protocol.Current);
        json.WriteNumber("DelegateMin", member.Delegate.Min);
        json.WriteNumber("DelegateMax", member.Delegate.Max);
        json.WriteNumber("DelegateCur", member.Delegate.Current);
        json.WriteEndObject();
    }
}
