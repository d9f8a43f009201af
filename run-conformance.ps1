<#
.SYNOPSIS
Plays the conformance suite and hands its exit code through.

.DESCRIPTION
Everything that is not a parameter of this script is passed on to `conformance run` as it is.

.EXAMPLE
./run-conformance.ps1

.EXAMPLE
./run-conformance.ps1 -Filter 'restore/*' -Report out

.EXAMPLE
./run-conformance.ps1 --set 2026-11 --known-failing known-failing.yaml --fail-on warn

.EXAMPLE
./run-conformance.ps1 -Update Scenarios/hold --seed 7
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # Who is tested: reference, mutant:<name>, the command of a driver, listen, or browser:<folder or URL>.
    [string] $Client,

    # Only scenarios whose id, area or requirements fit this glob, or contain this text.
    [string] $Filter,

    # Folder to write the report to: report.html, report.json, junit.xml, summary.md, transcripts.
    [string] $Report,

    # Which clock: virtual or real.
    [string] $Clock,

    # Takes the received transcripts over as the verified ones afterwards.
    [switch] $Update,

    # Files, folders and further options of `conformance run`.
    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Rest
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Some editions turn a native exit code into an exception; here it is a result.
$PSNativeCommandUseErrorActionPreference = $false

# `--option=value` in one piece: a value of its own that holds * would be expanded to file names on Linux and macOS.
[string[]] $options = @()
if ($Client) { $options += "--client=$Client" }
if ($Filter) { $options += "--filter=$Filter" }
if ($Report) { $options += "--report=$Report" }
if ($Clock) { $options += "--clock=$Clock" }
if ($null -ne $Rest) { $options += $Rest }

# Started where the caller stands, so that relative paths are the caller's.
$project = Join-Path $PSScriptRoot 'Harness'
& dotnet run --project $project -- run @options
$code = $LASTEXITCODE

# 2 and 3 mean that nothing worth keeping was played.
if ($Update -and $code -notin 2, 3) {
    & dotnet run --project $project --no-build -- accept
    if ($LASTEXITCODE -ne 0) { $code = $LASTEXITCODE }
}

exit $code
