using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>Why a request is not done: a code of section J and a text for people, which no client may parse (L-35).</summary>
internal sealed record Refusal(string Code, string Text)
{
    public static Refusal Invalid(string text) => new(ErrorCode.InvalidMessage, text);

    public static Refusal Failed(string text) => new(ErrorCode.CallFailed, text);
}
