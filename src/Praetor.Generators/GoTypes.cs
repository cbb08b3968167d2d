namespace Praetor.Generators;

/// <summary>What Go calls a type in its error texts.</summary>
internal static class GoTypes
{
    public static string NameOf(TypeModel type) =>
        type.Kind switch
        {
            TypeKindModel.Text or TypeKindModel.Key => "string",
            TypeKindModel.Boolean or TypeKindModel.NullableBoolean => "bool",
            TypeKindModel.Signed32 => "int",
            TypeKindModel.Unsigned32 => "uint",
            TypeKindModel.Signed64 => "int64",
            TypeKindModel.Unsigned64 => "uint64",
            TypeKindModel.Real => "float64",
            TypeKindModel.Duration => "time.Duration",
            TypeKindModel.Bytes => "[]uint8",
            TypeKindModel.Untyped => "interface {}",
            TypeKindModel.List => "[]" + NameOf(type.Element!),
            TypeKindModel.Map => "map[string]" + NameOf(type.Element!),
            _ => "structs." + Simple(type.Name),
        };

    private static string Simple(string name) => name.Substring(name.LastIndexOf('.') + 1).TrimEnd('?');
}
