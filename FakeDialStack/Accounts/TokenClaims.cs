using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDialStack.Accounts;

/// <summary>What a user token says (B.4, L-07). Times in seconds since the epoch.</summary>
/// <param name="Sub">The user.</param>
/// <param name="Account">The account.</param>
/// <param name="Iat">Minted at.</param>
/// <param name="Exp">Dead from.</param>
/// <param name="Jti">Number of the token, from 1.</param>
internal sealed record TokenClaims(string Sub, string Account, long Iat, long Exp, string Jti);

/// <summary>The first part of the token.</summary>
internal sealed record TokenHeader(string Alg, string Typ);

/// <summary>JSON metadata of tokens.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(TokenHeader))]
internal sealed partial class TokenJson : JsonSerializerContext;
