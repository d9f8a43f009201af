using System.IO.Pipelines;
using Fixtures.ReferenceClient;
using Harness.Drivers.Remote;
using StreamJsonRpc;

namespace Drivers.Tests.FarReference;

/// <summary>The reference client as if it were elsewhere: on a thread of its own, behind pipes.</summary>
internal sealed class FarLink : IDriverLink
{
    private readonly Pipe _toDriver = new();
    private readonly Pipe _toHarness = new();
    private readonly Thread _driver;
    private string _lastWords = "";

    public FarLink(bool seesPings, SoftphoneRules rules)
    {
        Handler = new NewLineDelimitedMessageHandler(_toDriver.Writer, _toHarness.Reader, DriverFormat.Make());
        _driver = new Thread(() => Serve(seesPings, rules)) { IsBackground = true };
        _driver.Start();
    }

    public IJsonRpcMessageHandler Handler { get; }

    /// <summary>A driver of which the pool makes as many as it needs.</summary>
    public static DriverPool Pool(bool seesPings = true, SoftphoneRules? rules = null) => new(
        _ => Task.FromResult(new DriverConnection(new FarLink(seesPings, rules ?? SoftphoneRules.Reference), TimeProvider.System, isHeld: false)), "far");

    public string? WhatWentWrong() => null;

    public string LastWords() => _lastWords;

    public LastWords? Output => null;

    public ValueTask DisposeAsync()
    {
        _toDriver.Writer.Complete();
        _driver.Join();
        return ValueTask.CompletedTask;
    }

    private void Serve(bool seesPings, SoftphoneRules rules)
    {
        using var input = new StreamReader(_toDriver.Reader.AsStream());
        using var output = new StreamWriter(_toHarness.Writer.AsStream());
        try
        {
            new FarDriver(input, output, seesPings, rules).Serve();
        }
        catch (Exception broke)
        {
            // Closing the pipe tells the harness; why is told here.
            _lastWords = $" Its last words: {broke.Message}";
        }
    }
}
