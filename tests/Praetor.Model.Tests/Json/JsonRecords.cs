using System.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Events;
using Praetor.Model.Json;
using Praetor.Model.Keyrings;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Services;
using Praetor.Model.Sessions;
using Praetor.Model.Transactions;

namespace Praetor.Model.Tests.Json;

/// <summary>The records with a JSON form by name: takes JSON, decodes it, and encodes the result.</summary>
internal static class JsonRecords
{
    public delegate string Again(ReadOnlySpan<byte> json);

    public static readonly SortedList<string, Again> All = new(StringComparer.Ordinal)
    {
        ["AgentService"] = Record<AgentService>,
        ["AgentServiceHealth"] = Record<AgentServiceHealth>,
        ["ApiTxnOp"] = json => Text(GoJson.EncodeList(GoJson.DecodeList<ApiTxnOp>(json, "api.TxnOps"), GoJson.Compact)),
        ["AutopilotConfig"] = Record<AutopilotConfig>,
        ["CheckDefinition"] = Record<CheckDefinition>,
        ["CheckServiceNode"] = Record<CheckServiceNode>,
        ["CheckUpdate"] = Record<CheckUpdate>,
        ["Coordinate"] = Record<Coordinate>,
        ["CoordinateUpdateRequest"] = Record<CoordinateUpdateRequest>,
        ["DatacenterMap"] = Record<DatacenterMap>,
        ["DeregisterRequest"] = Record<DeregisterRequest>,
        ["DirEntry"] = Record<DirEntry>,
        ["GatewayService"] = Record<GatewayService>,
        ["HealthCheck"] = Record<HealthCheck>,
        ["KeyringKey"] = Record<KeyringKey>,
        ["KeyringResponse"] = Record<KeyringResponse>,
        ["Node"] = Record<Node>,
        ["NodeServiceList"] = Record<NodeServiceList>,
        ["NodeServices"] = Record<NodeServices>,
        ["RegisterRequest"] = Record<RegisterRequest>,
        ["ServiceDefinition"] = Record<ServiceDefinition>,
        ["ServiceNode"] = Record<ServiceNode>,
        ["Session"] = Record<Session>,
        ["TxnReadResponse"] = Record<TxnReadResponse>,
        ["TxnResponse"] = Record<TxnResponse>,
        ["UserEvent"] = Record<UserEvent>,
    };

    private static string Record<T>(ReadOnlySpan<byte> json)
        where T : IJsonRecord<T> => Text(GoJson.Encode(GoJson.Decode<T>(json), GoJson.Compact));

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
