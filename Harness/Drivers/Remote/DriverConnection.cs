using System.Collections.Concurrent;
using System.Text.Json;
using Harness.Drivers.Contract;
using Harness.Engine;
using StreamJsonRpc;

namespace Harness.Drivers.Remote;

/// <summary>What a client of a driver says, wherever it says it from. Any thread, in the order in which it was said.</summary>
internal interface IClientVoice
{
    void Told(EventParams happened);

    /// <summary>Asks for a token; the result, or the failure, goes back to the driver.</summary>
    Task<string> WantsTokenAsync();
}

/// <summary>
/// One driver: asks it and hears it by JSON-RPC. Whatever it does wrong becomes one <see cref="HarnessException"/> with its last words;
/// after that it is broken and good for nothing.
/// </summary>
internal sealed class DriverConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly IDriverLink _link;
    private readonly TimeProvider _time;
    private readonly bool _isHeld;
    private readonly JsonRpc _rpc;
    private readonly ConcurrentDictionary<string, IClientVoice?> _voices = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _goneToken;
    private string? _fault;
    private int _isDisposed;
    private bool _isBreaking;

    /// <param name="link">Is disposed with the connection.</param>
    /// <param name="time">For deadlines.</param>
    /// <param name="isHeld">Somebody has the driver under a debugger: wait for ever.</param>
    public DriverConnection(IDriverLink link, TimeProvider time, bool isHeld)
    {
        _link = link;
        _time = time;
        _isHeld = isHeld;
        _goneToken = _gone.Token;
        _rpc = new JsonRpc(link.Handler)
        {
            // Events are heard where they are read: before the answer that comes behind them.
            SynchronizationContext = new Inline(),
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        Serve(DriverContract.Event, nameof(OnEvent));
        Serve(DriverContract.Token, nameof(OnTokenAsync));
        _rpc.Disconnected += OnDisconnected;
        _rpc.StartListening();
    }

    /// <summary>True once it can be asked nothing any more.</summary>
    public bool IsBroken => Fault is not null || Volatile.Read(ref _isBreaking);

    /// <summary>What the driver prints to stderr; null where there is none.</summary>
    public LastWords? Output => _link.Output;

    /// <summary>Why it can be asked nothing any more, for people; null while it can.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Cancelled when it can be asked nothing any more.</summary>
    public CancellationToken Gone => _goneToken;

    /// <summary>The longest that it took to answer a button.</summary>
    public TimeSpan SlowestAct { get; private set; }

    /// <summary>Counts the runs that it has served, so that ids of clients stay unique.</summary>
    public int Runs { get; set; }

    /// <summary>Who listens to a client.</summary>
    public void Listen(string client, IClientVoice voice) => _voices[client] = voice;

    /// <summary>Nobody listens any more; what it still says is let pass.</summary>
    public void Forget(string client) => _voices[client] = null;

    /// <summary>Says hello and reads who is there.</summary>
    /// <exception cref="HarnessException">It cannot be used.</exception>
    public async Task<HelloResult> HelloAsync(CancellationToken cancellationToken)
    {
        var version = typeof(DriverConnection).Assembly.GetName().Version?.ToString(3) ?? "0";
        var hello = new HelloParams(DriverContract.Version, new HarnessName("conformance", version));
        return await AskAsync<HelloResult>(DriverContract.Hello, hello, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks and waits on the calling thread, which must not be one that answers depend on.</summary>
    /// <exception cref="HarnessException">It did not answer, or not properly.</exception>
    public DriverReply Ask(string method, object parameters) =>
        AskAsync<DriverReply>(method, parameters, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Asks.</summary>
    /// <exception cref="HarnessException">It did not answer, or not properly.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> AskAsync<T>(string method, object parameters, CancellationToken cancellationToken)
        where T : class
    {
        ThrowIfBroken();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _goneToken);
        try
        {
            // Cancelling would send a message that the contract does not have, so only the wait is given up.
            var began = _time.GetTimestamp();
            var asked = _rpc.InvokeWithParameterObjectAsync<T?>(method, parameters, CancellationToken.None);
            var answer = await asked.WaitAsync(_isHeld ? Timeout.InfiniteTimeSpan : s_patience, _time, either.Token).ConfigureAwait(false);
            if (method == DriverContract.Act && _time.GetElapsedTime(began) is var took && took > SlowestAct)
            {
                SlowestAct = took;
            }

            return answer ?? throw Broke($"answered '{method}' with null");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (_goneToken.IsCancellationRequested)
        {
            ThrowIfBroken();
            throw Broke("was let go");
        }
        catch (TimeoutException)
        {
            SlowestAct = method == DriverContract.Act ? s_patience : SlowestAct;
            throw Broke($"did not answer '{method}' within {s_patience.TotalSeconds:0} s");
        }
        catch (RemoteMethodNotFoundException missing) when (missing.ErrorCode == StreamJsonRpc.Protocol.JsonRpcErrorCode.MethodNotFound)
        {
            throw Broke($"does not know the method '{method}'");
        }
        catch (RemoteRpcException refused) when (refused is RemoteInvocationException or RemoteMethodNotFoundException)
        {
            // The connection is in order: only this could not be done.
            throw new HarnessException($"The driver could not do '{method}'{Detail(parameters)}: {refused.Message.TrimEnd('.')}.{_link.LastWords()}", refused);
        }
        catch (Exception thrown) when (thrown is not HarnessException)
        {
            throw Broke(Volatile.Read(ref _fault) is null && thrown is not ConnectionLostException and not ObjectDisposedException and not IOException and not System.Net.WebSockets.WebSocketException
                ? $"gave an answer to '{method}' that cannot be read: {Innermost(thrown)}"
                : "went away");
        }
    }

    /// <summary>Says that it is broken, with its last words. The first reason counts.</summary>
    public HarnessException Broke(string why)
    {
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            return new HarnessException(Fault ?? "The driver was let go.");
        }

        if (Fault is { } known)
        {
            return new HarnessException(known);
        }

        // Looking may take a moment; nobody is lent it meanwhile.
        Volatile.Write(ref _isBreaking, true);
        if (_link.WhatWentWrong() is { } more)
        {
            why = more;
        }

        Interlocked.CompareExchange(ref _fault, $"The driver {why}{(why.EndsWith('?') ? "" : ".")}{_link.LastWords()}", null);
        _gone.Cancel();
        return new HarnessException(_fault!);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _rpc.Disconnected -= OnDisconnected;
        Interlocked.CompareExchange(ref _fault, "The driver was let go.", null);
        _gone.Cancel();
        _rpc.Dispose();
        await _link.DisposeAsync().ConfigureAwait(false);
        _gone.Dispose();
    }

    private static string Detail(object parameters) => parameters is ActParams act ? $" '{act.Action}'" : "";

    private static string Innermost(Exception thrown) => thrown.InnerException is { } inner ? Innermost(inner) : thrown.Message;

    private void Serve(string name, string method) => _rpc.AddLocalRpcMethod(
        GetType().GetMethod(method)!, this, new JsonRpcMethodAttribute(name) { UseSingleObjectParameterDeserialization = true });

    private void ThrowIfBroken()
    {
        if (Volatile.Read(ref _fault) is { } fault)
        {
            throw new HarnessException(fault);
        }
    }

    private void OnDisconnected(object? sender, JsonRpcDisconnectedEventArgs lost)
    {
        if (Volatile.Read(ref _isDisposed) == 0)
        {
            Broke(lost.Reason switch
            {
                _ when lost.Exception is ForeignMessageException foreign => foreign.Message,
                DisconnectedReason.RemoteProtocolViolation => "answered something that was not asked, or the same request twice",
                DisconnectedReason.ParseError => "sent what is no JSON-RPC message",
                _ when lost.Exception is { } thrown and not EndOfStreamException => $"sent what is no JSON-RPC message ({Innermost(thrown)})",
                _ => "went away",
            });
        }
    }

#pragma warning disable CA1515, CS1591 // Called by the JSON-RPC library.
    // Read by hand: the library says nothing of a notification that it cannot read.
    public void OnEvent(JsonElement told)
    {
        if (Read(told, DriverContract.Event, DriverJson.Default.EventParams) is { } happened)
        {
            VoiceOf(happened.Client, DriverContract.Event)?.Told(happened);
        }
    }

    public async Task<TokenResult> OnTokenAsync(JsonElement wanted) =>
        Read(wanted, DriverContract.Token, DriverJson.Default.TokenParams) is { } asked && VoiceOf(asked.Client, DriverContract.Token) is { } voice
            ? new TokenResult(await voice.WantsTokenAsync().ConfigureAwait(false))
            : throw new LocalRpcException("there is no such client");
#pragma warning restore CA1515, CS1591

    private T? Read<T>(JsonElement told, string method, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return told.Deserialize(type);
        }
        catch (JsonException unreadable)
        {
            Broke($"sent '{method}' with params that cannot be read: {unreadable.Message}");
            return null;
        }
    }

    private IClientVoice? VoiceOf(string client, string method)
    {
        if (!_voices.TryGetValue(client, out var voice))
        {
            Broke($"sent '{method}' for the client '{client}', which was never made: it is the id of client.create, not the lane");
        }

        return voice;
    }

    private sealed class Inline : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => d(state);

        public override void Send(SendOrPostCallback d, object? state) => d(state);
    }
}
