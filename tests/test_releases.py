"""Releases: readers see one of them, whole, whatever happens to the next."""

from __future__ import annotations

import os
from pathlib import Path

import brotli
import pytest

import nginx
from dragoman.publishing.compression import compress, zipped
from dragoman.publishing.document import document
from dragoman.publishing.failure import PublishingError
from dragoman.publishing.releases import Releases
from dragoman.publishing.serving import write_serving
from dragoman.publishing.tree import Tree


def released(folder: Path, *names: str) -> Releases:
    """A folder of releases with a file each, of which the last is shown."""
    releases = Releases(folder)
    for name in names:
        with releases.locked(), releases.making(name) as unfinished:
            unfinished.mkdir()
            (unfinished / "index.html").write_text(name, encoding="utf-8")
        releases.show(name)
    return releases


def site(address: str = "", *files: str) -> Tree:
    """A site at an address, with these files."""
    home = document(f'<link rel="canonical" href="{address}">')
    return Tree(Path(), dict.fromkeys(files, 1), {"index.html": home})


def seen(releases: Releases) -> str:
    return (releases.folder / "current" / "index.html").read_text(encoding="utf-8")


def test_readers_see_the_last_release(tmp_path: Path) -> None:
    releases = released(tmp_path / "srv", "1", "2")
    assert (releases.names, releases.current, seen(releases)) == (("1", "2"), "2", "2")
    assert (tmp_path / "srv/current").readlink() == Path("releases/2")


def test_a_release_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    releases = released(tmp_path, "1")
    with pytest.raises(KeyboardInterrupt), releases.making("2") as unfinished:
        unfinished.mkdir()
        raise KeyboardInterrupt
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["1"]
    assert seen(releases) == "1"


def test_what_a_killed_publication_left_is_swept_away(tmp_path: Path) -> None:
    releases = released(tmp_path, "1")
    (tmp_path / "releases/2.tmp/glossary").mkdir(parents=True)
    (tmp_path / "current.new").symlink_to("releases/2.tmp")
    assert list(releases.names) == ["1"]
    released(tmp_path, "3")
    assert list(releases.names) == ["1", "3"]
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".tmp", ".new")]


def test_no_reader_ever_meets_a_gap_between_two_releases(tmp_path: Path) -> None:
    if not nginx.program():
        pytest.skip("there is no nginx; scripts/nginx says how to get it")
    releases = released(tmp_path / "srv", "1", "2")
    write_serving(releases.folder, "2", ("1",), site(), set())
    with nginx.reader(tmp_path, releases.folder, "/") as answers:
        for _ in range(50):
            releases.show("1")
            releases.show("2")
    assert answers
    assert answers <= {(200, "1"), (200, "2")}


def test_rolling_back_goes_to_what_readers_saw_before(tmp_path: Path) -> None:
    releases = released(tmp_path, "1", "2", "3")
    assert (releases.roll_back(), seen(releases)) == ("2", "2")
    releases.drop_after_current()
    released(tmp_path, "4")
    assert (releases.names, releases.roll_back(), releases.roll_back()) == (("1", "2", "4"), "2", "1")
    with pytest.raises(PublishingError) as told:
        releases.roll_back()
    assert str(told.value) == f"{tmp_path}/releases: no release is older than the current one; nothing to go back to"


def test_five_releases_are_kept_and_the_current_one_always(tmp_path: Path) -> None:
    releases = released(tmp_path, *"1234567")
    releases.keep(5)
    assert releases.names == tuple("34567")
    for _ in range(4):
        releases.roll_back()
    releases.keep(1)
    assert (releases.names, seen(releases)) == (("3", "7"), "3")


def test_two_never_publish_at_once(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    with releases.locked(), pytest.raises(PublishingError) as told, Releases(tmp_path).locked():
        pass
    assert str(told.value) == (
        f"{tmp_path}: process {os.getpid()} is publishing here; wait until it has ended, then try again"
    )
    with releases.locked():
        pass


def test_a_folder_in_the_place_of_the_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(PublishingError) as told:
        released(tmp_path, "1")
    link = f"{tmp_path}/current"
    assert str(told.value) == f"{link}: is no link, so it can't be moved to another release; move it away"
    assert not list((tmp_path / "releases").iterdir())


def test_where_nothing_was_published_nothing_can_be_rolled_back(tmp_path: Path) -> None:
    with pytest.raises(PublishingError) as told:
        Releases(tmp_path / "srv").roll_back()
    assert str(told.value) == f"{tmp_path}/srv: shows no release, so there is none to go back to"
    assert not (tmp_path / "srv").exists()


def test_a_clock_that_went_back_is_told(tmp_path: Path) -> None:
    releases = released(tmp_path, "2")
    with pytest.raises(PublishingError) as told, releases.making("1"):
        pass
    assert str(told.value) == (
        f"{tmp_path}/releases/2: is not older than 1; set this machine's clock, or wait a second, "
        "or if it was set wrong when that release was made, roll back first"
    )


def test_a_release_of_a_wrong_clock_is_rolled_back_from(tmp_path: Path) -> None:
    releases = released(tmp_path, "1", "9")
    releases.roll_back()
    assert released(tmp_path, "2").current == "2"


def test_texts_are_compressed_beside_themselves_without_a_date(tmp_path: Path) -> None:
    for name, size in (("a.css", 5000), ("b.woff2", 5000), ("c.html", 10), ("d.xml", 5000), ("d.xml.gz", 5000)):
        (tmp_path / name).write_bytes(b"x" * size)
    compress(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.gz")) == ["a.css.gz", "d.xml.gz"]
    assert sorted(path.name for path in tmp_path.glob("*.br")) == ["a.css.br", "d.xml.br"]
    assert brotli.decompress((tmp_path / "a.css.br").read_bytes()) == b"x" * 5000
    assert (tmp_path / "d.xml.gz").stat().st_size == 5000
    assert (tmp_path / "a.css.gz").read_bytes()[4:8] == bytes(4)  # RFC 1952: the time of the last change


def test_a_folder_is_packed_into_the_same_bytes(tmp_path: Path) -> None:
    packed = []
    for folder, date in ((tmp_path / "a", 10**9), (tmp_path / "b", 2 * 10**9)):
        for name in ("z.html", "sub/y.css"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name, encoding="utf-8")
            os.utime(folder / name, (date, date))
        packed.append(zipped(folder, "wiki"))
    assert packed[0] == packed[1]


def test_the_policy_allows_the_scripts_of_all_releases_that_are_kept(tmp_path: Path) -> None:
    assert write_serving(tmp_path, "1", (), site(), {"sha256-old"})
    assert write_serving(tmp_path, "2", ("1",), site(), {"sha256-new"})
    assert "script-src 'self' 'sha256-new' 'sha256-old';" in (tmp_path / "serving/nginx.conf").read_text("utf-8")
    assert write_serving(tmp_path, "3", ("2",), site(), {"sha256-new"})
    assert "script-src 'self' 'sha256-new';" in (tmp_path / "serving/_headers").read_text("utf-8")
    assert not write_serving(tmp_path, "4", ("3",), site(), {"sha256-new"})


def test_hosts_of_static_files_keep_what_never_changes(tmp_path: Path) -> None:
    write_serving(
        tmp_path, "1", (), site("https://example.com/wiki/", "assets/main.0a1b2c3d.min.css", "app.css"), set()
    )
    told = (tmp_path / "serving/_headers").read_text("utf-8").split("/wiki/*\n")[1]
    assert told.endswith("\n/wiki/assets/main.0a1b2c3d.min.css\n  Cache-Control: public, max-age=31536000, immutable\n")


def test_the_policy_allows_nothing_unsafe(tmp_path: Path) -> None:
    write_serving(tmp_path, "1", (), site("https://example.com/wiki/"), set())
    for path in (tmp_path / "serving").glob("*.*"):
        text = path.read_text("utf-8")
        assert "unsafe" not in text and "@" not in text.replace("@sign_in", ""), path


def test_an_address_can_be_no_command_to_the_web_server(tmp_path: Path) -> None:
    with pytest.raises(PublishingError) as told:
        write_serving(tmp_path, "1", (), site("https://example.com/wiki/;}"), set())
    assert str(told.value) == "/wiki/;}: site_url holds more than letters, digits and ./~-_; choose another"
