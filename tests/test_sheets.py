"""Sheets: what is wrong with a page's fields is said; diagrams and the term of the week follow from data."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

from cases import Case, cases
from dragoman.annotations import as_text
from dragoman.conversations import talks
from dragoman.diagrams import WIDTH, Box, lanes, timeline
from dragoman.glossary import Department, Entry, Glossary, View
from dragoman.pages.week import term_of, week
from dragoman.problems import in_order
from dragoman.sheets import Agenda, Block, Point, Role
from dragoman.source.front_matter import read_sheets

DEPARTMENTS = (Department("marketing", "Marketing", "circle", "rust"), Department("it", "IT", "square", "teal"))
CTA = Entry(id="cta", term="CTA", department="marketing", kind="concept", definition="A prompt.")
GLOSSARY = Glossary(DEPARTMENTS, (CTA,))


@cases("sheets.yml")
def test_what_is_wrong_with_a_sheet_is_said_where_it_stands(case: Case, tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles/cio.md").write_text(case["text"], encoding="utf-8")
    _, problems = read_sheets(tmp_path, "docs", GLOSSARY)
    assert as_text(in_order(problems)) == case["says"]


def test_an_agenda_tells_the_time() -> None:
    blocks = (Block("A", 50, "g", "-"), Block("B", 15, "g", "-"))
    agenda = Agenda(path="day.md", title="Day", description="d", start="09:15", blocks=blocks)
    assert [start for start, _ in agenda.timed()] == ["09:15", "10:05"]
    assert [start for start, _ in agenda.timed("23:30")] == ["23:30", "00:20"]
    assert agenda.minutes == 65


def test_each_step_stands_in_the_lane_of_who_does_it() -> None:
    points = (Point("it", "Build it"), Point("Sales", "Sell it"), Point("marketing", "Show it"))
    drawing = lanes("Lanes", points, GLOSSARY)
    titles = {box.lines[0]: box.x for box in drawing.boxes if box.is_title}
    assert list(titles) == ["Marketing", "IT", "Sales"]
    steps = [box for box in drawing.boxes if not box.is_title]
    assert [box.x for box in steps] == [titles["IT"], titles["Sales"], titles["Marketing"]]
    assert drawing.texts == ("IT: Build it", "Sales: Sell it", "Marketing: Show it")
    assert len(drawing.arrows) == 2


def test_no_box_of_a_diagram_leaves_the_drawing_or_covers_another() -> None:
    points = tuple(Point(f"Week {number}", "A long text that needs several lines in its box") for number in range(5))
    drawing = timeline("Quarter", points)
    for box in drawing.boxes:
        assert box.x >= 0 and box.x + box.width <= WIDTH and box.y + box.height <= drawing.height
        assert all(other is box or not _overlap(box, other) for other in drawing.boxes)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def role(id: str, department: str, *talks_to: str) -> Role:
    return Role(
        path=f"roles/{id}.md",
        title=id,
        description="d",
        department=department,
        purpose="p",
        knows="k",
        needs="n",
        asks=(),
        words=(),
        trap="t",
        talks_to=talks_to,
    )


def test_who_talks_to_whom_is_drawn_once_for_each_pair() -> None:
    drawing = talks("T", [role("a", "marketing", "b", "c"), role("b", "it", "a"), role("c", "shared", "x")], GLOSSARY)
    assert len(drawing.lines) == 2
    assert [box.lines[0] for box in drawing.boxes if box.is_title] == ["Marketing", "Shared", "IT"]
    assert drawing.texts == ("a talks to b, c", "b talks to a", "c talks to a")


def test_where_there_are_no_roles_nobody_talks() -> None:
    drawing = talks("T", [], GLOSSARY)
    assert (drawing.boxes, drawing.lines, drawing.texts) == ((), (), ())


def test_lines_inside_a_department_can_be_left_out() -> None:
    roles = [role("a", "marketing", "b", "c"), role("b", "marketing"), role("c", "shared", "d"), role("d", "shared")]
    assert len(talks("T", roles, GLOSSARY).lines) == 3
    bridges = talks("T", roles, GLOSSARY, inside=False)
    assert bridges.texts == ("a talks to c", "c talks to a, d", "d talks to c")


def test_a_line_across_a_column_runs_between_its_boxes() -> None:
    left, right = [f"m{n}" for n in range(6)], [f"i{n}" for n in range(6)]
    roles = [role(one, "marketing", *right) for one in left]
    roles += [role(f"s{n}", "shared", *left[:2], *right[:2]) for n in range(3)] + [role(one, "it") for one in right]
    drawing = talks("T", roles, GLOSSARY)
    middle = [box for box in drawing.boxes if box.lines[0].startswith("s")]
    crossing = [(int(y), int(x)) for line in drawing.lines for y, x in re.findall(r" (\d+)H(\d+)", line)]
    assert len(crossing) == 36
    assert {x for _, x in crossing} == {middle[0].x + middle[0].width}
    assert not [y for y, _ in crossing for box in middle if box.y <= y <= box.y + box.height]
    for box in drawing.boxes:
        assert box.x + box.width <= WIDTH and box.y + box.height <= drawing.height
        assert all(other is box or not _overlap(box, other) for other in drawing.boxes)


def test_the_term_changes_each_monday_and_only_then() -> None:
    monday = datetime.date(2026, 11, 23)
    assert week(monday) == week(monday + datetime.timedelta(days=6)) == week(monday - datetime.timedelta(days=1)) + 1


def test_the_term_of_the_week_is_one_that_departments_see_differently() -> None:
    views = (View("marketing", "a"), View("it", "b"))
    two = [replace(CTA, id=f"e{number}", views=views) for number in range(3)]
    glossary = Glossary(DEPARTMENTS, (CTA, *two, replace(two[0], id="draft", status="draft")))
    shown = [term_of(glossary, number) for number in range(3)]
    assert {entry.id for entry in shown if entry} == {"e0", "e1", "e2"}
    assert term_of(glossary, 3) == shown[0]
    assert term_of(GLOSSARY, 0) is None
