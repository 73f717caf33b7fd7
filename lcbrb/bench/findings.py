"""What the report of a policy run says, in sentences: on the terminal and in the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcbrb.reporting.words import Finding, count, interval, percent

_MANY_TRUNCATED = 0.02


def findings(report: Mapping[str, Any]) -> list[Finding]:
    """What was found, then what to be careful about."""
    found = []
    average = report["average"]
    if average["pass@1"] is not None:
        found.append(
            Finding(
                f"The mean of the paper's nine columns is {percent(average['pass@1'])}, 95% interval "
                f"{interval(average['ci95'])}.",
                False,
            )
        )
    return [*found, *_missing(report), *_truncated(report), *_faults(report)]


def _missing(report: Mapping[str, Any]) -> list[Finding]:
    found = []
    if report["infra_errors"]:
        messages = [message for figures in report["benchmarks"].values() for message in figures["infra_error_messages"]]
        found.append(
            f"{count(report['infra_errors'], 'sample')} could not be had or graded for reasons outside the policy and "
            f"count in no figure; repeat the command to try again. The commonest: {messages[0]}"
        )
    if report["missing"]:
        found.append(
            f"The run is unfinished: {count(report['missing'], 'sample')} are missing; repeat the command to go on."
        )
    return [Finding(text, True) for text in found]


def _truncated(report: Mapping[str, Any]) -> list[Finding]:
    found = []
    for name, figures in report["benchmarks"].items():
        if figures["derived_from"] is not None:
            continue
        if figures["prompts_without_room"]:
            found.append(
                f"{count(figures['prompts_without_room'], 'prompt')} of {name} filled the model's window; "
                "they count as failed (verdict truncated)."
            )
        if (figures["truncation_rate"] or 0) > _MANY_TRUNCATED:
            found.append(
                f"{percent(figures['truncation_rate'])} of the answers to {name} were cut off at the token limit; "
                "a larger --max-new-tokens may change the figure."
            )
    return [Finding(text, True) for text in found]


def _faults(report: Mapping[str, Any]) -> list[Finding]:
    found = []
    for name, figures in report["benchmarks"].items():
        tampered = figures["verdicts"].get("tampered", 0)
        if tampered:
            found.append(
                f"{count(tampered, 'answer')} to {name} tried to tamper with the grading; they count as failed."
            )
        if figures["dropped"]:
            found.append(
                f"{count(len(figures['dropped']), 'problem')} of {name} do not count: their own reference solution "
                f"fails here ({', '.join(figures['dropped'][:3])}{' …' if len(figures['dropped']) > 3 else ''})."
            )
        if open_mode := figures["modes"].get("in_process"):
            found.append(
                f"{count(open_mode['problems'], 'problem')} of {name} were tested in the program's own process, which "
                f"can forge a pass (pass@1 there {percent(open_mode['pass@1'])}); the others by proxy."
            )
    if "L1" in report["sandbox"]:
        found.append("Graded at sandbox level L1, which isolates nothing: a hostile answer could have faked a pass.")
    if report["settings"].get("limit"):
        found.append(
            f"Only the first {count(report['settings']['limit'], 'problem')} of each benchmark were run: not "
            "comparable with figures on all of them."
        )
    return [Finding(text, True) for text in found]
