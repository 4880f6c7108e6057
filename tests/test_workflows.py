"""What CI may do with a pull request, which brings its own code: nothing to steal, to write to or to poison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
GOOD = (ROOT / ".github" / "workflows" / "glossary.yml").read_text(encoding="utf-8")
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def faults(text: str) -> Iterator[str]:
    """What breaks the rules in a workflow that runs on pull requests."""
    workflow = yaml.safe_load(text)
    if set(workflow[True]) - {"push", "pull_request"}:  # YAML 1.1 reads "on" as true
        yield "runs on more than push and pull_request"
    if workflow.get("permissions") != {"contents": "read"}:
        yield "may do more than read"
    if re.search(r"\$\{\{[^}]*(secrets|token)", text):
        yield "knows a secret"
    for job in workflow["jobs"].values():
        if "permissions" in job:
            yield "a job has rights of its own"
        for step in job["steps"]:
            yield from step_faults(step)
    for line in text.splitlines():
        if "uses:" in line and not PINNED.search(line):
            yield "an action isn't pinned by its commit"


def step_faults(step: dict[str, Any]) -> Iterator[str]:
    """What breaks the rules in a step."""
    if "cache" in str(step):
        yield "has a cache"
    if "${{" in step.get("run", ""):
        yield "an expression stands in a shell line"
    if (
        step.get("uses", "").startswith("actions/checkout@")
        and step.get("with", {}).get("persist-credentials") is not False
    ):
        yield "the token stays in the checkout"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.name))
def test_workflows_keep_the_rules(file: Path) -> None:
    assert list(faults(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  pull_request:", "  pull_request_target:", "runs on more than push and pull_request"),
        ("  pull_request:", "  pull_request:\n  workflow_run:", "runs on more than push and pull_request"),
        ("contents: read", "contents: write", "may do more than read"),
        ("permissions:\n  contents: read\n", "", "may do more than read"),
        ("    timeout", "    permissions: write-all\n    timeout", "a job has rights of its own"),
        ("FORMAT: github", "FORMAT: ${{ secrets.X }}", "knows a secret"),
        ('python-version: "3.13"', "cache: pip", "has a cache"),
        ("make review", "make review ${{ github.event.pull_request.title }}", "an expression stands in a shell line"),
        ("persist-credentials: false", "persist-credentials: true", "the token stays in the checkout"),
        ("@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2", "@v4", "an action isn't pinned by its commit"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_seen(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert list(faults(GOOD.replace(old, new))) == [fault]


def test_gitlab_reviews_merge_requests_with_the_same_script() -> None:
    text = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)
    assert jobs["workflow"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    review = jobs["review"]
    assert review["script"] == ["make review"]
    assert review["variables"]["FORMAT"] == "gitlab"
    artifacts = review["artifacts"]
    assert artifacts["paths"] == ["review/"]
    assert artifacts["reports"]["codequality"] == "review/codequality.json"
    assert artifacts["when"] == "always"
    assert "cache" not in text


def test_the_tests_also_run_with_properdocs_in_a_job_of_their_own() -> None:
    github = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert github["properdocs"]["steps"][-1] == {"run": "make properdocs"}
    assert gitlab["properdocs"]["script"] == ["make properdocs"]


def test_accepting_an_issue_is_an_offer_and_acts_on_a_label_only() -> None:
    assert not any("issues" in yaml.safe_load(file.read_text(encoding="utf-8"))[True] for file in WORKFLOWS)
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    text = next(block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "dragoman accept" in block)
    workflow = yaml.safe_load(text)
    assert workflow[True] == {"issues": {"types": ["labeled"]}}
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["if"] == "github.event.label.name == 'accepted'"
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert not any("${{" in step.get("run", "") for step in job["steps"])
    assert all(PINNED.search(line) for line in text.splitlines() if "uses:" in line)
