using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Control;
using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>Makes the fake's rule from a line.</summary>
internal static class RuleMaker
{
    public static Rule Make(RuleLine line, JsonObject with, Account account) =>
        new($"{line.Verb} {line.Target}", VerbOf(line), line.Target)
        {
            Account = account.Id,
            Peer = line.For,
            Times = line.Times,
            By = line.By,
            Status = line.Status,
            With = with.Count > 0 ? with : null,
            ThenClose = line.Then == "close",
        };

    private static RuleVerb VerbOf(RuleLine line) => line.Verb switch
    {
        "ignores" => RuleVerb.Ignore,
        "delays" => RuleVerb.Delay,
        "answers" => RuleVerb.Answer,
        "refuses" => RuleVerb.Refuse,
        "closes before" => RuleVerb.CloseBefore,
        _ => throw new HarnessException($"{line.At}: the server cannot do '{line.Verb}'"),
    };
}
