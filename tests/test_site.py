"""The wiki as MkDocs builds it: whole, linked, the same each time, and safe whatever an entry or a page says."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from cases import CASES
from hostile import CANARY, HOSTILE
from sites import GENERATOR, ROOT, Built, build, free_port, project

HEAD = "departments:\n  marketing:\n    name: Marketing\n  it:\n    name: IT\nentries:\n"
ENTRY = """  - id: cta
    term: CTA
    department: marketing
    kind: concept
    definition: The prompt that asks for the next step.
"""
PAGE = {"index.md": "# Home\n\nA CTA.\n"}


def test_no_link_is_dead_in_a_folder(flat_wiki: Built) -> None:
    assert list(flat_wiki.dead_links()) == []


def test_no_link_is_dead_below_a_path(wiki: Built) -> None:
    assert list(wiki.dead_links("/wiki/")) == []


def test_a_build_gives_the_same_bytes_to_everybody_everywhere(wiki: Built, tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    user = {"USER": "somebody", "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    # Sheets are printed once for all tests, as it takes seconds; test_handouts compares their bytes.
    (tmp_path / "cache/dragoman").mkdir(parents=True)
    (tmp_path / "cache/dragoman/printed").symlink_to(Path(os.environ["XDG_CACHE_HOME"], "dragoman/printed"))
    checkout = tmp_path / "another checkout"
    for name in ("hooks", "docs", "overrides"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("glossary.yaml", "mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout / name)
    site = {"DRAGOMAN_SITE_URL": "https://intranet.example.com/wiki/"}
    again = build(tmp_path, env={**elsewhere, **user, **site}, root=checkout)
    assert again.code == 0, again.output
    assert _differences(filecmp.dircmp(wiki.site, again.site)) == []


def _differences(compared: filecmp.dircmp[str]) -> list[str]:
    same, different, odd = filecmp.cmpfiles(compared.left, compared.right, compared.common_files, shallow=False)
    del same
    found = [*compared.left_only, *compared.right_only, *different, *odd]
    return found + [name for inner in compared.subdirs.values() for name in _differences(inner)]


def test_each_entry_is_edited_at_its_very_lines(wiki: Built) -> None:
    lines = (ROOT / "glossary.yaml").read_text(encoding="utf-8").splitlines()
    found = 0
    edits = "//*[contains(@class, 'entry__foot')]//a/@href | //a[contains(@class, 'md-content__button')]/@href"
    for name, page in wiki.documents.items():
        for link in page.xpath(edits):
            if match := re.search(r"glossary\.yaml#L(\d+)-L(\d+)$", link):
                first, last = int(match[1]), int(match[2])
                assert lines[first - 1] == f"  - id: {name.split('/')[1]}"
                assert lines[last].strip() == "" if last < len(lines) else True
                found += 1
    assert found == 2 * sum(line.startswith("  - id: ") for line in lines)


def test_where_a_word_is_used_is_no_text_for_the_search(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, {"index.md": "# Home\n\n## Tools\n\nAn unusual sentence with a CTA.\n"})
    built = build(tmp_path, root=root)
    page = built.pages["glossary/cta/index.html"]
    (used,) = [item for item in page.select(".entry__list li") if "unusual" in item.text]
    assert used.a is not None and used.a["href"] == "../../#tools"
    docs = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    entry = next(doc for doc in docs if doc["location"] == "glossary/cta/")
    assert (entry["title"], "unusual" in entry["text"]) == ("CTA", False)


def test_the_search_reads_words_without_links(tmp_path: Path) -> None:
    page = "# Home\n\nWe need a CTA.\n\n## More\n\n[One *good* button](term:cta), [no other](index.md).\n"
    root = project(tmp_path, HEAD + ENTRY, {"index.md": page})
    built = build(tmp_path, root=root)
    docs = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    texts = {doc["location"]: doc["text"] for doc in docs}
    assert texts[""] == "<p>We need a CTA.</p>"
    assert texts["#more"] == "<p>One good button, no other.</p>"
    assert len(built.pages["index.html"].select("article a.term")) == 2


def test_an_earlier_id_leads_to_the_entry(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY + "    was: [call-to-action]\n", PAGE)
    for words, old, new in (
        ((), "glossary/call-to-action/index.html", "../../glossary/cta/"),
        (("--no-directory-urls",), "glossary/call-to-action.html", "../glossary/cta.html"),
    ):
        page = build(tmp_path, *words, root=root).pages[old]
        assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={new}"  # type: ignore[index]


def test_a_third_department_needs_no_code(tmp_path: Path) -> None:
    sales = HEAD.replace("entries:", "  sales:\n    name: Sales & more\nentries:")
    entry = ENTRY.replace("marketing", "sales") + "    views:\n      sales: Ours.\n      it: Theirs.\n"
    built = build(tmp_path, root=project(tmp_path, sales + entry, PAGE))
    assert built.code == 0, built.output
    assert built.pages["departments/sales/index.html"].h1.text == "Sales & more’s words"  # type: ignore[union-attr]
    assert ".of-sales {" in (built.site / "assets/dragoman/departments.css").read_text(encoding="utf-8")


def test_an_empty_glossary_is_a_site_that_says_so(tmp_path: Path) -> None:
    built = build(tmp_path, root=project(tmp_path, HEAD, PAGE))
    assert built.code == 0, built.output
    assert "There are no entries yet." in built.pages["glossary/index.html"].text


def test_entry_pages_can_be_left_out(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, PAGE)
    config = root / "mkdocs.yml"
    settings = config.read_text(encoding="utf-8").replace(
        "    forge: github", "    forge: github\n    entry_pages: false"
    )
    config.write_text(settings, encoding="utf-8")
    built = build(tmp_path, root=root)
    assert built.code == 0, built.output
    assert not {"glossary/cta/index.html", "quiz/index.html"} & set(built.pages)
    assert built.pages["index.html"].select_one("a.term")["href"] == "glossary/#entry-cta"  # type: ignore[index]
    assert list(built.dead_links()) == []


def test_a_bad_commit_says_everything_at_once_and_leaves_the_old_site(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, PAGE)
    assert build(tmp_path, root=root).code == 0
    (root / "glossary.yaml").write_text(HEAD + ENTRY.replace("concept", "tol").replace("CTA", "@CTA"), encoding="utf-8")
    built = build(tmp_path, root=root)
    assert built.code == 1
    assert "Traceback" not in built.output
    assert built.output.count("dragoman: 1 problem, nothing is built:") == 1
    assert '  glossary.yaml:8:11: entry cta: "@" can\'t begin a text; put the text in double quotes' in built.output
    (root / "glossary.yaml").write_text(HEAD + ENTRY, encoding="utf-8")
    (root / "docs/en/bad.md").write_text("{{ config }}\n\n{{ term('ctaa') }}\n", encoding="utf-8")
    built = build(tmp_path, root=root)
    assert (built.code, "Traceback" in built.output) == (1, False)
    assert "dragoman: 2 problems, nothing is built:" in built.output
    assert '  docs/en/bad.md:3:1: term: no entry has the id "ctaa"; did you mean cta?' in built.output
    assert (built.site / "glossary/cta/index.html").is_file()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("forge: gihub", 'extra.dragoman.forge must be one of github, gitlab, gitea, forgejo, bitbucket, not "gihub"'),
        ("frist: page", "extra.dragoman.frist is no setting; did you mean first?"),
        ("entry_pages: maybe", 'extra.dragoman.entry_pages must be one of true, false, not "maybe"'),
        ("repository: javascript:x", 'extra.dragoman.repository must start with https://, not "javascript:x"'),
        ("kit: perhaps", 'extra.dragoman.kit must be one of true, false, not "perhaps"'),
        ("quiz_seed: x", 'extra.dragoman.quiz_seed must be a whole number, not "x"'),
        ("quiz_seed: true", 'extra.dragoman.quiz_seed must be a whole number, not "True"'),
        ("glossary: 7", 'extra.dragoman.glossary must be a text, not "7"'),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, setting: str, said: str) -> None:
    root = project(tmp_path, HEAD + ENTRY, PAGE)
    config = root / "mkdocs.yml"
    lines = [
        line for line in config.read_text(encoding="utf-8").splitlines() if setting.split(":")[0] + ":" not in line
    ]
    lines.insert(lines.index("  dragoman:") + 1, f"    {setting}")
    config.write_text("\n".join(lines), encoding="utf-8")
    built = build(tmp_path, root=root)
    assert (built.code, f"  mkdocs.yml:1:1: {said}" in built.output) == (1, True), built.output


def test_no_entry_leaves_its_place(hostile: Built, wiki: Built) -> None:
    assert hostile.code == 0, hostile.output
    # One page of each kind and depth has all the scripts that there are.
    kinds = ["index.html", "404.html", "glossary/cms/index.html", "glossary/index.html", "glossary/which/ci/index.html"]
    kinds += ["quiz/index.html", "edit/index.html"]
    ours = {_skeleton(script) for name in kinds for script in _page(wiki, name).find_all("script")}
    for name, page in hostile.pages.items():
        for script in page.find_all("script"):
            if script.get("type") == "application/json":
                json.loads(script.string or "")
            else:
                assert _skeleton(script) in ours, f"{name}: {script}"
        for tag in page.find_all(True):
            assert isinstance(tag, Tag)
            assert not [key for key in tag.attrs if key.lower().startswith("on") or key == "style"], f"{name}: {tag}"
            for key in ("href", "src", "action"):
                assert not re.match(r"\s*(javascript|data|vbscript):", str(tag.get(key, "")), re.IGNORECASE), tag
        assert not page.select(".entry :is(img, iframe, svg:not(.mark__shape), object, embed, form, input, base, meta)")
        assert CANARY not in str(page)


def _page(built: Built, name: str) -> BeautifulSoup:
    return BeautifulSoup((built.site / name).read_text(encoding="utf-8"), "html.parser")


def _skeleton(script: Tag) -> str:
    """A script without what differs from page to page: the depth of its base."""
    return re.sub(r'"(?:\.\./?)*(?:[\w/.-]*)"', '""', f"{script.get('src') and 'src'}{script.get('id')}{script.string}")


def test_entries_say_on_their_pages_what_they_say_in_the_file(hostile: Built) -> None:
    for number, text in enumerate(HOSTILE):
        page = hostile.pages[f"glossary/x{number:03d}/index.html"]
        if not re.search(r"[*`]|\]\(", text):
            views = [" ".join(view.p.text.split()) for view in page.select(".view") if view.p]
            assert views == [" ".join(text.split())] * 2
        assert page.h1 is not None and page.h1.text.split() == f"{number:03d} {text}"[:80].split()


@pytest.mark.parametrize("words", [(), ("--no-directory-urls",)], ids=["directories", "files"])
def test_no_secret_gets_into_the_site(tmp_path: Path, words: tuple[str, ...]) -> None:
    built = build(tmp_path, *words, env={"DRAGOMAN_CANARY": CANARY})
    for file in built.site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert CANARY.encode() not in data and str(ROOT).encode() not in data, file


def test_serving_follows_the_glossary(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, PAGE)
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", GENERATOR, "serve", "--dev-addr", f"127.0.0.1:{free_port()}"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = next(match[1] for line in server.stdout if (match := re.search(r"Serving on (http://\S+)", line)))
        page = _read(f"{address}glossary/cta/")
        assert "asks for the next step" in page
        epoch, request = re.findall(r"livereload\((\d+), (\d+)\)", page)[0]
        changed = ENTRY.replace("asks for the next step", "invites to a click")
        (root / "glossary.yaml").write_text(HEAD + changed, encoding="utf-8")
        # MkDocs answers as soon as the new site is there.
        _read(f"{address}livereload/{epoch}/{request}")
        assert "invites to a click" in _read(f"{address}glossary/cta/")
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=40) as answer:
        text: str = answer.read().decode()
        return text


def test_a_moved_page_is_a_document_of_its_own(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY.replace("CTA", "'<b>&CTA'") + "    was: [old]\n", PAGE)
    page = BeautifulSoup((build(tmp_path, root=root).site / "glossary/old/index.html").read_bytes(), "html.parser")
    assert page.h1 is not None and page.h1.text == "<b>&CTA has moved"


def test_known_ways_out_of_a_template_build_nothing(tmp_path: Path) -> None:
    escapes = yaml.safe_load((CASES / "macros" / "escapes.yml").read_text(encoding="utf-8"))
    pages = {f"way-{number}.md": f"# Way out\n\n{text}\n" for number, text in enumerate(escapes)}
    root = project(tmp_path, HEAD + ENTRY, {**PAGE, **pages, "title.md": "---\ntitle: '{{ config }}'\n---\n\n# x\n"})
    built = build(tmp_path, root=root, env={"DRAGOMAN_CANARY": CANARY})
    assert built.code == 1
    assert "docs/en/title.md:2:9: a page may only call" in built.output
    for path in pages:
        assert f"docs/en/{path}:" in built.output
    assert CANARY not in built.output
    assert not built.site.exists()


def test_the_editors_report_is_a_page_and_a_file(tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, {"index.md": "# Home\n\n## Part\n\nAn XYZ, but no mention.\n"})
    (root / "pyproject.toml").write_text('[tool.dragoman]\nignore = ["ABC"]\n', encoding="utf-8")
    built = build(tmp_path, root=root)
    assert built.code == 0, built.output
    page = built.pages["editors-report/index.html"]
    assert [link["href"] for link in page.select("table a")] == ["../#part"]
    assert [link.text for link in page.select("#unused + ul a")] == ["CTA"]
    found = json.loads((built.site / "editors-report.json").read_text(encoding="utf-8"))
    assert [row["text"] for row in found["undefined"]] == ["XYZ"]
    assert (found["unused"], found["not_reviewed"]) == (["cta"], [{"entry": "cta", "reviewed": ""}])


def test_the_quiz_stands_in_the_site_and_what_it_leaves_out_in_the_report(wiki: Built) -> None:
    found = json.loads((wiki.site / "quiz/quiz.json").read_text(encoding="utf-8"))
    assert (found["seed"], len(found["questions"]) >= 250) == (7, True)
    for name in ("quiz.apkg", "quiz.gift.txt", "quiz.tsv"):
        assert (wiki.site / "quiz" / name).stat().st_size
    data = (wiki.site / "quiz/questions.js").read_text(encoding="utf-8")
    asked = json.loads(json.loads(data.removeprefix("dragomanQuiz.data = JSON.parse(").removesuffix(");\n")))
    ids = [question["id"] for question in found["questions"]]
    assert [question[0] for question in asked["questions"]] == ids
    assert sorted(wiki.documents["quiz/questions/index.html"].xpath("//ol[@data-type]/li/@id")) == sorted(ids)
    # What a phone reads before it shows the start.
    assert (wiki.site / "quiz/index.html").stat().st_size < 60_000
    rows = json.loads((wiki.site / "editors-report.json").read_text(encoding="utf-8"))["unasked"]
    reason = "the definition holds a word of the answer"
    assert {"question": "landing-page.definition", "entry": "landing-page", "reason": reason} in rows
    headings = wiki.pages["editors-report/index.html"].select("#unasked ~ h3")
    assert "situation: too few others fit beside it as wrong answers" in [heading.text for heading in headings]


def test_an_empty_report_says_so_in_words(tmp_path: Path) -> None:
    entry = ENTRY + "    views:\n      marketing: a\n      it: b\n    reviewed: 2023-11-01\n"
    page = build(tmp_path, root=project(tmp_path, HEAD + entry, PAGE)).pages["editors-report/index.html"]
    assert [text.text for text in page.select("h2 + p")] == [
        "Every abbreviation in the pages has its entry.",
        "In every page it is clear which meaning is meant.",
        "Every entry is mentioned somewhere.",
        "Every department has said how it sees every word.",
        "Somebody has read every entry within the last 18 months.",
    ]
