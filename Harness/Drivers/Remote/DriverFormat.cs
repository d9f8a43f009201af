using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Harness.Drivers.Contract;
using StreamJsonRpc;

namespace Harness.Drivers.Remote;

/// <summary>How messages of the contract are written.</summary>
internal static class DriverFormat
{
    public static SystemTextJsonFormatter Make() => new()
    {
        JsonSerializerOptions = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // The library's own envelopes are not in our context.
            TypeInfoResolver = JsonTypeInfoResolver.Combine(DriverJson.Default, new DefaultJsonTypeInfoResolver()),
        },
    };
}
