namespace Praetor.TestKit.Fuzzing;

/// <summary>Marks a test that feeds a decoder mutated bytes. A tidy test looks for one per decoder.</summary>
/// <param name="decoder">The type that reads bytes nobody vouches for.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FuzzTargetAttribute(Type decoder) : Attribute
{
    /// <summary>The type that reads bytes nobody vouches for.</summary>
    public Type Decoder { get; } = decoder;
}
