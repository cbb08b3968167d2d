namespace Praetor.Generators;

/// <summary>When Go leaves out a field that is marked <c>omitempty</c>.</summary>
internal static class Emptiness
{
    public static string IsEmpty(FieldModel field)
    {
        var value = "this." + field.Property;
        return field.Type.Kind switch
        {
            TypeKindModel.Text => $"{value}.Length == 0",
            TypeKindModel.Boolean => $"!{value}",
            TypeKindModel.NullableBoolean or TypeKindModel.Untyped => $"{value} is null",
            TypeKindModel.Duration => $"{value}.Nanoseconds == 0",
            TypeKindModel.Key => $"{value}.IsEmpty",
            TypeKindModel.Bytes => $"{value} is not {{ Length: > 0 }}",
            TypeKindModel.List or TypeKindModel.Map => $"{value} is not {{ Count: > 0 }}",
            TypeKindModel.Record when field.Type.IsNullable => $"{value} is null",
            TypeKindModel.Record => $"{value}.SameContent({field.Type.Name}.Empty)",
            _ => $"{value} == 0",
        };
    }
}
