namespace Harness.Documentation;

/// <summary>How pages look: light and dark, on a phone and on paper.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet.</summary>
    public const string Sheet = """
        :root { color-scheme: light dark; --page: #fff; --text: #1c2128; --soft: #57606a; --line: #d0d7de; --code: #f3f5f7; --link: #0a58ca; --good: #116329; --fault: #fde2e0; --rule: #fff1cf; --time: #e8f1fd; --inject: #8a4b00; }
        @media (prefers-color-scheme: dark) { :root { --page: #14171c; --text: #e2e6eb; --soft: #9aa4af; --line: #3a424c; --code: #1f242b; --link: #7cb2ff; --good: #6fd08c; --fault: #4d2523; --rule: #463710; --time: #1c2c42; --inject: #f0b35e; } }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.25; } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; font-size: 1.25rem; } h3 { font-size: 1.05rem; margin-bottom: .3rem; }
        a { color: var(--link); } code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .87em; background: var(--code); border-radius: 4px; }
        code { padding: .1em .3em; overflow-wrap: anywhere; } pre { padding: .8rem 1rem; overflow-x: auto; } pre code { padding: 0; overflow-wrap: normal; }
        table { display: block; overflow-x: auto; border-collapse: collapse; font-size: .93rem; } th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
        th { background: var(--code); } td code { overflow-wrap: normal; } td:target, tr:has(:target) { background: var(--rule); }
        figure { margin: 1rem 0; overflow-x: auto; } details { margin: .6rem 0; } summary { cursor: pointer; color: var(--soft); }
        .ladder { display: block; font: 12px system-ui, sans-serif; } .ladder text { text-anchor: middle; fill: var(--text); }
        .ladder .life { stroke: var(--line); } .ladder .head { fill: var(--code); stroke: var(--line); } .ladder .lane { font-weight: 600; }
        .ladder .name { font-weight: 600; } .ladder text.detail { fill: var(--soft); } .ladder text.demand { fill: var(--good); } .ladder text.time { text-anchor: end; fill: var(--soft); }
        .ladder .arrow line, .ladder .arrow path { stroke: var(--text); stroke-width: 1.3; fill: none; } .ladder polygon { fill: var(--text); }
        .ladder .injected line { stroke: var(--inject); stroke-dasharray: 6 4; } .ladder .injected polygon, .ladder .injected .name { fill: var(--inject); } .ladder .lost line, .ladder .lost path { stroke: var(--soft); }
        .ladder .note rect { fill: var(--code); stroke: var(--line); } .ladder .fault rect { fill: var(--fault); } .ladder .rule rect { fill: var(--rule); } .ladder .note.time rect { fill: var(--time); stroke: none; }
        @media (max-width: 40rem) { td:nth-child(n+3) { min-width: 10rem; } }
        @media print { body { font-size: 11pt; } figure, table, pre { overflow: visible; } }
        """;
}
