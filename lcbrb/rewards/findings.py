"""What a report says, in sentences: the first thing a person reads, on the terminal and in the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcbrb.reporting.words import Finding, count, interval, percent

_CHANCE = 0.5
_MANY_TIES = 0.05
_ALPHA = 0.05


def findings(report: Mapping[str, Any]) -> list[Finding]:
    """The sentences of a report: what was found, then what to be careful about."""
    if report["accuracy"] is None:
        return [Finding("No pair counts, so nothing can be said of this model.", True), *_cautions(report)]
    low, high = report["ci95"]
    found = [
        Finding(
            f"{percent(report['accuracy'])} of {count(report['scored'], 'pair')} on "
            f"{count(report['problems'], 'problem')} are ranked right; the 95% interval is "
            f"{interval(report['ci95'])}.",
            False,
        )
    ]
    if low > _CHANCE:
        found.append(Finding("That is better than chance.", False))
    elif high < _CHANCE:
        found.append(Finding("That is worse than chance: the model prefers the rejected answers.", True))
    else:
        found.append(Finding("The interval holds 50%: these pairs do not tell the model from a coin.", True))
    return [*found, *_against_baselines(report), *_against_length(report), *_cautions(report)]


def _against_baselines(report: Mapping[str, Any]) -> list[Finding]:
    """Compare with what can be had from the surface; chance and the verdicts of running the code are not that."""
    own = report["reward_model"].removeprefix("baseline:")
    surface = {
        name: figures["accuracy"]
        for name, figures in report["baselines"].items()
        if name not in ("outcome", "random", own) and figures.get("accuracy") is not None
    }
    if not surface:
        return []
    best = max(surface, key=lambda name: surface[name])
    if surface[best] < report["ci95"][0]:
        return [
            Finding(f"The best surface baseline, {best}, gets {percent(surface[best])}, below the interval.", False)
        ]
    return [
        Finding(
            f"The surface baseline {best} gets {percent(surface[best])} without reading the reasoning, which this "
            "accuracy does not clearly exceed: it is no evidence that the model judges reasoning.",
            True,
        )
    ]


def _against_length(report: Mapping[str, Any]) -> list[Finding]:
    matched = report["length_matched"]
    if matched["accuracy"] is None or matched["pairs"] == report["scored"]:
        return []
    return [
        Finding(
            f"Where both answers are about equally long ({count(matched['pairs'], 'pair')}) it is "
            f"{percent(matched['accuracy'])} ({interval(matched['ci95'])}).",
            matched["ci95"][0] <= _CHANCE < report["ci95"][0],
        )
    ]


def _cautions(report: Mapping[str, Any]) -> list[Finding]:
    cautions = []
    if report["infra_errors"]:
        cautions.append(
            f"{count(report['infra_errors'], 'pair')} got no score for reasons outside the model and are left out; "
            "repeat the command to retry them."
        )
    if report.get("missing"):
        cautions.append(
            f"Scoring stopped early: {count(report['missing'], 'pair')} of {report['pairs']:,} have no score yet; "
            "repeat the command to score them."
        )
    if report["truncated"]:
        cautions.append(
            f"{count(report['truncated'], 'pair')} did not fit the model's limits and lost text; without them accuracy "
            f"is {percent(report['untruncated']['accuracy'])}."
        )
    if report["parse_failures"]:
        cautions.append(f"{count(report['parse_failures'], 'answer')} of the judge could not be read.")
    if report["scored"] and report["ties"] / report["scored"] > _MANY_TIES:
        cautions.append(
            f"{count(report['ties'], 'pair')} got the same score on both sides and count under the rule "
            f"'{report['tie_rule']}'."
        )
    consistency = report["position_consistency"]
    if consistency and consistency["consistent"] is not None and consistency["consistent"] < 1:
        cautions.append(
            f"Shown in the other order, the judge repeats its verdict on {percent(consistency['consistent'])} of pairs."
        )
    return [Finding(text, True) for text in (*cautions, *report["pair_set"].get("notes", ()))]


def comparison_findings(comparison: Mapping[str, Any]) -> list[Finding]:
    """The sentences of `lcbrb.rewards.compare.compare_runs`."""
    notes = [Finding(note, True) for note in comparison["notes"]]
    if comparison["difference"] is None:
        return [Finding("No pair counts in both runs, so nothing can be said.", True), *notes]
    first, second = comparison["discordant"]["first_better"], comparison["discordant"]["second_better"]
    low, high = (100 * end for end in comparison["difference_ci95"])
    found = [
        Finding(
            f"A minus B: {100 * comparison['difference']:+.1f} points, 95% interval {low:+.1f} to {high:+.1f} "
            "(paired bootstrap over problems).",
            False,
        ),
        Finding(
            f"They differ on {count(first + second, 'pair')}: A is better on {first:,}, B on {second:,}; "
            f"exact McNemar p = {comparison['mcnemar_p']:.3g}.",
            False,
        ),
    ]
    return [*found, _verdict(comparison), *notes]


def _verdict(comparison: Mapping[str, Any]) -> Finding:
    low, high = comparison["difference_ci95"]
    if (low > 0 or high < 0) and comparison["mcnemar_p"] < _ALPHA:
        better = "A" if low > 0 else "B"
        return Finding(f"{better} is better; chance alone would hardly give such a difference.", False)
    needed = comparison["pairs_needed"]
    if needed is None:
        return Finding("These pairs show no difference between the two.", False)
    return Finding(
        f"These pairs do not settle which is better; if the rates stay as they are, about {needed:,} pairs would be "
        f"needed (there are {comparison['pairs']:,}).",
        False,
    )
