namespace Harness.Cli.Completing;

/// <summary>
/// Scripts that teach a shell to complete. Each asks the program itself, by the <c>[suggest]</c> directive of
/// System.CommandLine, so that nothing else need be installed.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>Shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script; null for any other shell.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => null,
    };

    private const string Bash = """
        # Completion of conformance for bash. In ~/.bashrc: eval "$(conformance completions bash)"
        _conformance() {
            local line="${COMP_LINE:0:COMP_POINT}" word candidate cut
            word="${line##* }"
            if [[ $word == --*=* ]]; then
                line="${line%"$word"}${word%%=*} ${word#*=}"
                word="${word#*=}"
            fi
            COMPREPLY=()
            while IFS= read -r candidate; do
                candidate="${candidate%$'\r'}"
                [[ -n $candidate && $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            # Readline breaks words at a colon, and replaces what is behind it.
            cut="${word%"${word##*:}"}"
            if [[ -n $cut && $COMP_WORDBREAKS == *:* ]]; then
                COMPREPLY=("${COMPREPLY[@]#"$cut"}")
            fi
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:/] ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -o bashdefault -o default -F _conformance conformance
        """;

    private const string Zsh = """
        #compdef conformance
        # Completion of conformance for zsh. In ~/.zshrc, behind compinit: eval "$(conformance completions zsh)"
        _conformance() {
            local line="$LBUFFER" word="${LBUFFER##* }"
            local -a candidates
            if [[ $word == --*=* ]]; then
                line="${line%"$word"}${word%%=*} ${word#*=}"
                compset -P '*='
            fi
            candidates=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -- "${(@)candidates:#}"
            _files
        }
        compdef _conformance conformance
        """;

    private const string Fish = """
        # Completion of conformance for fish. In ~/.config/fish/config.fish: conformance completions fish | source
        function __conformance_complete
            set -l line (commandline -cp)
            set -l words (commandline -opc)
            set -l before ''
            if string match -qr '^--[^=]*=' -- (commandline -ct)
                set before (string match -r '^--[^=]*=' -- (commandline -ct))
                set line (string replace -- "$before" (string replace = ' ' -- "$before") "$line")
            end
            $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string replace -r '^' -- "$before"
        end
        complete -c conformance -a '(__conformance_complete)'
        """;

    private const string PowerShell = """
        # Completion of conformance for PowerShell. In $PROFILE: conformance completions pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName conformance -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
            conformance "[suggest:$cursorPosition]" $line 2>$null |
                Where-Object { $_ -and $_.StartsWith($wordToComplete) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;
}
