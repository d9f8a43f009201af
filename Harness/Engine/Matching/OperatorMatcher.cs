using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Scenarios;

namespace Harness.Engine.Matching;

/// <summary>Compares a value with the operators of a map such as <c>{ $as: call }</c>.</summary>
/// <param name="matcher">Compares what stands inside an operator.</param>
/// <param name="isNewCredentials">Whether the ICE credentials of an SDP were not used before by this client.</param>
internal sealed class OperatorMatcher(Matcher matcher, Func<SdpFacts, bool> isNewCredentials)
{
    /// <summary>Compares one value with one operator.</summary>
    public void Compare(string path, Operator one, JsonNode? value, Fit fit)
    {
        switch (one)
        {
            case CaptureOperator capture:
                fit.Captures.Add(new(capture.Name, value?.DeepClone()));
                if (value is null)
                {
                    fit.Miss(path, "something to call $" + capture.Name, value);
                }

                break;
            case IdOperator id:
                fit.Test(path, value.AsText() is { } text && text.Length > id.Prefix.Length + 1 && text.StartsWith(id.Prefix + "_", StringComparison.Ordinal), TemplateText.Of(one), value);
                break;
            case RegexOperator regex:
                fit.Test(path, value.AsText() is { } subject && Regex.IsMatch(subject, regex.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), TemplateText.Of(one), value);
                break;
            case NotOperator not:
                Not(path, not, value, fit);
                break;
            case OneOfOperator oneOf:
                OneOf(path, oneOf, value, fit);
                break;
            case SetOperator set:
                Set(path, set, value, fit);
                break;
            case AbsentOrOperator absentOr:
                if (value is not null)
                {
                    matcher.Compare(path, absentOr.Inner, value, fit);
                }

                break;
            case SdpOperator sdp:
                Sdp(path, sdp, value, fit);
                break;
            default:
                throw new InvalidOperationException($"No rule for {one}.");
        }
    }

    private void Not(string path, NotOperator not, JsonNode? value, Fit fit)
    {
        var inner = matcher.Inner(path, not.Inner, value);
        if (inner.Unknown is not null)
        {
            fit.Unknown ??= inner.Unknown;
            return;
        }

        fit.Test(path, !inner.IsMet, TemplateText.Of(not), value);
    }

    private void OneOf(string path, OneOfOperator oneOf, JsonNode? value, Fit fit)
    {
        string? unknown = null;
        foreach (var inner in oneOf.Items.Select(item => matcher.Inner(path, item, value)))
        {
            if (inner.IsMet)
            {
                fit.Matched++;
                fit.Captures.AddRange(inner.Captures);
                return;
            }

            unknown ??= inner.Unknown;
        }

        fit.Unknown ??= unknown;
        if (unknown is null)
        {
            fit.Miss(path, TemplateText.Of(oneOf), value);
        }
    }

    private void Set(string path, SetOperator set, JsonNode? value, Fit fit)
    {
        if (value is not JsonArray items || items.Count != set.Items.Count)
        {
            fit.Miss(path, TemplateText.Of(set), value);
            return;
        }

        // Items may fit several of the wanted ones, so the first that fits is not always the right one.
        var holders = new int[items.Count];
        Array.Fill(holders, -1);
        for (var wanted = 0; wanted < set.Items.Count; wanted++)
        {
            if (!TryHold(wanted, path, set, items, holders, []))
            {
                fit.Unknown ??= items.Select(item => matcher.Inner(path, set.Items[wanted], item).Unknown).FirstOrDefault(static u => u is not null);
                fit.Miss(path, TemplateText.Of(set), value);
                return;
            }
        }

        for (var i = 0; i < items.Count; i++)
        {
            fit.Captures.AddRange(matcher.Inner(path, set.Items[holders[i]], items[i]).Captures);
        }

        fit.Matched++;
    }

    private bool TryHold(int wanted, string path, SetOperator set, JsonArray items, int[] holders, HashSet<int> tried)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (matcher.Inner(path, set.Items[wanted], items[i]).IsMet
                && tried.Add(i)
                && (holders[i] < 0 || TryHold(holders[i], path, set, items, holders, tried)))
            {
                holders[i] = wanted;
                return true;
            }
        }

        return false;
    }

    private void Sdp(string path, SdpOperator wanted, JsonNode? value, Fit fit)
    {
        if (value.AsText() is not { } text || SdpFacts.TryRead(text) is not { } facts)
        {
            fit.Miss(path, "a session description", value);
            return;
        }

        void Check(bool met, string what, string got)
        {
            if (met)
            {
                fit.Matched++;
            }
            else
            {
                fit.Mismatches.Add(new Mismatch(path, what, got));
            }
        }

        if (wanted.Offer)
        {
            Check(facts.OfferProblem is null, "a usable offer", facts.OfferProblem ?? "");
        }

        if (wanted.Audio is { } audio)
        {
            Check(facts.Direction == audio, $"audio {audio}", $"audio {facts.Direction ?? "missing"}");
        }

        foreach (var codec in wanted.Codecs)
        {
            Check(facts.Codecs.Contains(codec, StringComparer.OrdinalIgnoreCase), $"codec {codec}", string.Join(", ", facts.Codecs));
        }

        if (wanted.Candidates is { } candidates)
        {
            Check(facts.Candidates >= candidates, $"at least {candidates} candidate(s)", $"{facts.Candidates}");
        }

        if (wanted.NewCredentials)
        {
            Check(isNewCredentials(facts), "ICE credentials that this client has not used before", $"ufrag {facts.Ufrag}, used before");
        }
    }
}
