using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>Identifies a call; <c>call_…</c>. Opaque to clients (D.0).</summary>
[JsonConverter(typeof(WireIdJson<CallId>))]
public readonly record struct CallId(string Value) : IWireId<CallId>
{
    /// <inheritdoc/>
    public static CallId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies a user; <c>user_…</c>.</summary>
[JsonConverter(typeof(WireIdJson<UserId>))]
public readonly record struct UserId(string Value) : IWireId<UserId>
{
    /// <inheritdoc/>
    public static UserId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies an account; <c>acct_…</c>.</summary>
[JsonConverter(typeof(WireIdJson<AccountId>))]
public readonly record struct AccountId(string Value) : IWireId<AccountId>
{
    /// <inheritdoc/>
    public static AccountId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies a session; <c>sess_…</c>. Never on the wire: only the fake itself needs it.</summary>
[JsonConverter(typeof(WireIdJson<SessionId>))]
public readonly record struct SessionId(string Value) : IWireId<SessionId>
{
    /// <inheritdoc/>
    public static SessionId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies a webhook event; <c>evt_…</c>. The same in every attempt to deliver it (CF-26).</summary>
[JsonConverter(typeof(WireIdJson<EventId>))]
public readonly record struct EventId(string Value) : IWireId<EventId>
{
    /// <inheritdoc/>
    public static EventId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Identifies a saved emergency address; <c>emerg_…</c> (section G).</summary>
[JsonConverter(typeof(WireIdJson<EmergencyAddressId>))]
public readonly record struct EmergencyAddressId(string Value) : IWireId<EmergencyAddressId>
{
    /// <inheritdoc/>
    public static EmergencyAddressId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
