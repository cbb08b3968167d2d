using Praetor.Agent.Configuration;
using Praetor.Agent.Tests.Configuration;
using Xunit;

namespace Praetor.Agent.Tests.Membership;

/// <summary>Configurations as an agent is given them.</summary>
internal static class AgentConfigs
{
    public const string NodeId = "1962d1a6-4077-aad8-9d45-101aec702f42";

    /// <summary>A server's.</summary>
    /// <param name="text">Its file.</param>
    /// <param name="flags">And its flags.</param>
    public static AgentConfig Server(string text, params string[] flags)
    {
        var outcome = new ScriptedMachine()
            .With("a.hcl", text)
            .Load(["-server", "-data-dir=/d", "-node=s1", "-config-file=a.hcl", .. flags]);
        Assert.Equal("", outcome.ErrorText);
        return outcome.Config!; // There is no error.
    }
}
