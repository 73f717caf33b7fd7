"""Runs the self-test: every program through the gate as any sample goes, every escape with a look around after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lcbrb.contract import Mode, Outcome, Problem, Protocol, Sample, Verdict
from lcbrb.errors import UserError
from lcbrb.grading.pool import grade_all
from lcbrb.grading.worker import Settings, Work
from lcbrb.problems import BENCHMARKS, ProblemSet, load
from lcbrb.sandbox import Level, Limits, Sandbox, Script
from lcbrb.selftest.programs import Kind, Program, programs
from lcbrb.selftest.surroundings import Surroundings, planted
from lcbrb.selftest.tasks import TASKS, stub

ESCAPE_LIMITS = Limits(cpu_seconds=1, wall_seconds=2, processes=32)
"""What an escape may use: enough to do harm, too little to take long."""
SANDBOX_FAMILY = "sandbox"
"""The family of the escapes, which are run without a problem."""
PROXY_FAMILY, IN_PROCESS_FAMILY = "unittest by proxy", "unittest in process"
"""Unittest code is run in both modes. What one process cannot exclude is reported, and decides nothing."""

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A program that did not do what it must, and what it did instead."""

    program: str
    what: str


@dataclass(frozen=True, slots=True)
class Cell:
    """All programs of one kind in one family: a benchmark, a protocol of the small problems, or the sandbox alone."""

    family: str
    kind: Kind
    total: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether every program did what it must."""
        return self.total > 0 and not self.findings

    @property
    def decides(self) -> bool:
        """Whether the gate holds only if this does."""
        return self.family != IN_PROCESS_FAMILY


@dataclass(frozen=True, slots=True)
class Report:
    """What the self-test showed. ``absent`` says of families why they could not be run."""

    cells: tuple[Cell, ...]
    absent: Mapping[str, str]
    facts: Mapping[str, Any]

    @property
    def holds(self) -> bool:
        """Whether every cell does that decides. What is absent has shown nothing, for or against."""
        return bool(self.cells) and all(cell.holds for cell in self.cells if cell.decides)


@dataclass
class Plan:
    """What is to be run, by family. ``escapes`` are programs for the sandbox alone."""

    work: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    sets: dict[str, ProblemSet] = field(default_factory=dict)
    escapes: list[Program] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    def add(self, problem: Problem, kind: Kind, name: str, source: str) -> None:
        """Add a program for a small problem; one for unittest code in both modes."""
        if problem.protocol is not Protocol.UNITTEST:
            self.work[problem.protocol].append(_work(problem, kind, name, source))
            return
        for family, mode in ((PROXY_FAMILY, Mode.PROXY), (IN_PROCESS_FAMILY, Mode.IN_PROCESS)):
            self.work[family].append(_work(replace(problem, mode=mode), kind, name, source))

    def __len__(self) -> int:
        """How many programs there are."""
        small = sum(len(work.samples) for family in self.work.values() for work in family)
        return small + len(self.escapes) + sum(len(kinds_of(found)) * len(found) for found in self.sets.values())


def plan(names: Sequence[str]) -> Plan:
    """The packaged programs, and references and stubs of the benchmarks ``names``; one without data is absent.

    Raises:
        UserError: the packaged programs are missing, or there is no benchmark of a name.
    """
    made = Plan(escapes=programs(Kind.ESCAPE))
    for name, task in TASKS.items():
        for kind, source in ((Kind.REFERENCE, task.reference), (Kind.STUB, task.stub)):
            made.add(task.problem, kind, name, source)
    for program in [*programs(Kind.CHEAT), *programs(Kind.IDIOM)]:
        made.add(program.task.problem, program.kind, program.name, program.source)
    for name in names:
        if name not in BENCHMARKS:
            raise UserError(f"Unknown benchmark '{name}'; choose one of {', '.join(BENCHMARKS)}.")
        try:
            found = load(name)
        except UserError as error:
            made.absent[name] = str(error)
            continue
        if any(outline.protocol is Protocol.UNITTEST for outline in found.outlines()):
            made.absent[name] = "Its problems have unittest code: grade their references with `recode-bench grade`."
            continue
        made.sets[name] = found
    return made


def kinds_of(found: ProblemSet) -> tuple[Kind, ...]:
    """What can be made of a benchmark's data: LiveCodeBench comes without reference solutions."""
    has_references = any(outline.reference_solution is not None for outline in found.outlines())
    return (Kind.REFERENCE, Kind.STUB) if has_references else (Kind.STUB,)


def run(planned: Plan, settings: Settings, workers: int, step: Step = lambda: None) -> Report:
    """Run everything; ``step`` is called after each program.

    Raises:
        UserError: no sandbox.
        InfraError: workers cannot be started.
    """
    cells: list[Cell] = []
    with planted() as surroundings:
        for family, work in planned.work.items():
            if family in (PROXY_FAMILY, IN_PROCESS_FAMILY) and settings.level is Level.W:
                planned.absent[family] = "Unittest problems need sandbox level L3 or L2."
                continue
            cells += _graded(family, work, settings, workers, step)
        for family, found in planned.sets.items():
            cells += _graded(family, _of_benchmark(found), settings, workers, step)
        findings = [Finding("the graded programs together", what) for what in surroundings.harm(b"")]
        with Sandbox.open(settings.level, python=settings.python, probe=False) as sandbox:
            findings += _escaped(sandbox, surroundings, planned.escapes, step)
            facts = sandbox.facts()
    cells.append(Cell(SANDBOX_FAMILY, Kind.ESCAPE, len(planned.escapes), tuple(findings)))
    return Report(tuple(cells), planned.absent, facts)


def _work(problem: Problem, kind: Kind, name: str, source: str) -> Work:
    """The sample's id says what it is."""
    return Work(problem, (Sample(problem.question_id, f"{kind.value}:{name}", solution=source),))


def _of_benchmark(found: ProblemSet) -> Iterator[Work]:
    for name in found:
        problem = found[name]
        for kind in kinds_of(found):
            source = problem.reference_solution if kind is Kind.REFERENCE else stub(problem)
            yield _work(problem, kind, name, source or "")


def _graded(family: str, work: Iterable[Work], settings: Settings, workers: int, step: Step) -> list[Cell]:
    """The cells of one family."""
    total: Counter[Kind] = Counter()
    findings: dict[Kind, list[Finding]] = defaultdict(list)
    for sample, outcome in grade_all(work, workers, settings):
        kind, _, name = str(sample.sample_id).partition(":")
        total[Kind(kind)] += 1
        if not _as_it_must(Kind(kind), outcome):
            what = f"{outcome.verdict.value}, {outcome.tests_passed} of {outcome.tests_total} tests. {outcome.message}"
            findings[Kind(kind)].append(Finding(name, what.strip()))
        step()
    return [Cell(family, kind, total[kind], tuple(findings[kind])) for kind in Kind if total[kind]]


def _as_it_must(kind: Kind, outcome: Outcome) -> bool:
    if kind in (Kind.REFERENCE, Kind.IDIOM):
        return outcome.verdict is Verdict.PASSED and outcome.tests_passed == outcome.tests_total > 0
    return not {outcome.verdict, outcome.base_verdict} & {Verdict.PASSED, Verdict.INFRA_ERROR}


def _escaped(sandbox: Sandbox, surroundings: Surroundings, escapes: Iterable[Program], step: Step) -> Iterator[Finding]:
    sandbox.run(Script("pass"))
    surroundings.settle()
    for program in escapes:
        execution = sandbox.run(Script(surroundings.prefix() + program.source, limits=ESCAPE_LIMITS))
        harm = surroundings.harm(execution.stdout + execution.stderr)
        if sandbox.run(Script("print(1)")).stdout != b"1\n":
            harm.append("the next program fails")
        if harm:
            yield Finding(program.name, "; ".join(harm))
        step()
