"""A course of nbgrader's that was there before: nothing that students write runs outside of the sandbox."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.gradebook.safety import COLLECTOR_LINE, EXTRACTOR_LINE, LINE
from tests.conftest import ROOT
from tests.gradebook.course import EXERCISE, RIGHT, Notebook, hand_in, run

STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'mine'\n"
OTHERWISE = '{"Autograde": {"exporter_class": "nbconvert.exporters.NotebookExporter"}}'


@pytest.fixture
def stock(released: Path, tmp_path: Path) -> Path:
    """The released course with somebody's own configuration, which knows nothing of the kit."""
    shutil.copytree(released, tmp_path / "course")
    (tmp_path / "course" / "nbgrader_config.py").write_text(STOCK)
    return tmp_path / "course"


def test_nbgraders_own_exporter_refuses_our_notebooks(stock: Path) -> None:
    """Whatever kernel the student's machine wrote into the notebook: no cell runs, and the name says why."""
    notebook = Notebook.released(stock).write(RIGHT)
    touched = stock.parent / "a_cell_ran"
    notebook.with_cell(f"open({str(touched)!r}, 'w')", first=True)
    notebook.data["metadata"]["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    hand_in(stock, "ada", notebook)
    done = run("nbgrader", "autograde", "week1", cwd=stock)
    assert done.returncode != 0
    assert "No such kernel named graded-in-the-autograder-sandbox-only.see-autograder-doctor" in done.stderr
    assert not touched.exists()
    assert not (stock / "autograded" / "ada" / "week1" / f"{EXERCISE}.ipynb").exists()


def test_doctor_says_whether_a_course_is_safe(stock: Path) -> None:
    """With the lines to add; and of a notebook that is not the kit's, and of one that an older kit made."""
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    lines = [LINE, EXTRACTOR_LINE, COLLECTOR_LINE]
    assert all(line in done.stdout for line in lines)
    assert "one archive that is damaged stops it for the whole class" in done.stdout
    assert "is refused by nbgrader's own exporter, too" in done.stdout
    assert "This course is not safe" in done.stdout
    with (stock / "nbgrader_config.py").open("a") as configuration:
        configuration.write("\n".join([*lines, ""]))
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "This course is safe.")
    shutil.copy(stock / "source" / "week1" / f"{EXERCISE}.ipynb", stock / "source" / "week1" / "essay.ipynb")
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert done.returncode == 1
    assert "essay.ipynb is no exercise of the kit" in done.stdout


def test_doctor_says_which_notebooks_would_be_run(stock: Path) -> None:
    """One that an older kit made, and all where the configuration names a kernel; our exporter runs neither."""
    configuration = stock / "nbgrader_config.py"
    configuration.write_text(f"{STOCK}c.Execute.kernel_name = 'python3'\n{EXTRACTOR_LINE}\n")
    marked = "is run by nbgrader's own exporter all the same, because Execute.kernel_name is 'python3' here."
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert (done.returncode, done.stdout.count(f"✗ {stock / 'source' / 'week1' / EXERCISE}.ipynb {marked}")) == (1, 1)
    released_before(stock / "source" / "week1" / f"{EXERCISE}.ipynb")
    older = "was released by an older kit, and nbgrader's own exporter would run it; run `autograder release` and"
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert (done.returncode, f"{EXERCISE}.ipynb {older}" in done.stdout, marked in done.stdout) == (1, True, False)
    with configuration.open("a") as file:
        file.write(LINE + "\n")
    done = run("autograder", "doctor", stock, cwd=ROOT)
    assert (done.returncode, f"{EXERCISE}.ipynb {older}" in done.stdout) == (0, True)


def released_before(path: Path) -> None:
    """Make a notebook what an older kit made: nothing in it says that no kernel is to run it."""
    notebook = json.loads(path.read_text())
    notebook["metadata"]["kernelspec"]["name"] = "python3"
    path.write_text(json.dumps(notebook))


def test_release_into_a_course_that_is_there_makes_it_safe(stock: Path) -> None:
    """The line is added, the file as it was is kept, the difference is shown; a second time nothing changes."""
    done = run(*release(stock), cwd=stock.parent)
    assert done.returncode == 0, done.stderr
    assert all(f"+{line}" in done.stdout for line in (LINE, EXTRACTOR_LINE, COLLECTOR_LINE))
    (backup,) = stock.glob("nbgrader_config.py.*.bak")
    assert backup.read_text() == STOCK
    changed = (stock / "nbgrader_config.py").read_text()
    assert changed.startswith(STOCK)
    done = run(*release(stock), cwd=stock.parent)
    assert "Left as it was" in done.stdout
    assert (stock / "nbgrader_config.py").read_text() == changed


def test_a_bad_inner_archive_costs_its_author_alone_in_a_course_that_was_there(stock: Path) -> None:
    """With nbgrader's own extractor, `nbgrader zip_collect` ends there, and takes nobody's."""
    archive = stock / "downloaded" / "week1" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "class.zip", "w") as opened:
        opened.writestr("Ada Lovelace_1_assignsubmission_file_/work.zip", b"PK\3\4 and nothing more")
        opened.writestr("Bo Mber_2_assignsubmission_file_/process_subclass.py", RIGHT)
    handed_in = stock / "submitted" / "2" / "week1" / "process_subclass.py"
    done = run("nbgrader", "zip_collect", "week1", cwd=stock)
    assert (done.returncode == 0, handed_in.exists()) == (False, False)
    assert run(*release(stock), cwd=stock.parent).returncode == 0
    done = run("nbgrader", "zip_collect", "week1", "--force", cwd=stock)
    assert done.returncode == 0, done.stderr
    assert "work.zip was left" in done.stderr
    assert handed_in.read_text() == RIGHT


def test_how_somebody_has_names_read_is_left_to_them(stock: Path) -> None:
    """Their expression, and their own extractor; nbgrader's own extractor is replaced all the same."""
    reads = "c.FileNameCollectorPlugin.named_regexp = r'(?P<student_id>\\w+)_(?P<file_id>.*)'\n"
    (stock / "nbgrader_config.py").write_text(STOCK + reads)
    assert run(*release(stock), cwd=stock.parent).returncode == 0
    changed = (stock / "nbgrader_config.py").read_text()
    assert (EXTRACTOR_LINE in changed, COLLECTOR_LINE in changed) == (True, False)
    (stock / "theirs.py").write_text("from nbgrader.plugins import ExtractorPlugin\nclass Own(ExtractorPlugin): pass\n")
    (stock / "nbgrader_config.py").write_text(f"{STOCK}c.ZipCollectApp.extractor_plugin = 'theirs.Own'\n{LINE}\n")
    done = run(*release(stock), cwd=stock.parent)
    assert (done.returncode, "Left as it was" in done.stdout) == (0, True), done.stderr


def release(course: Path) -> tuple[object, ...]:
    """The command that releases into a course."""
    return "autograder", "release", course, "--course", ROOT, "--assignment", course / "source/week1/assignment.toml"


def test_a_configuration_that_will_have_it_otherwise_is_refused_with_the_line(stock: Path) -> None:
    """A file that goes before the course's is somebody's own choice, and not ours to change."""
    (stock / "nbgrader_config.py").write_text(f"{STOCK}{EXTRACTOR_LINE}\n")
    (stock / "nbgrader_config.json").write_text(OTHERWISE)
    done = run(*release(stock), cwd=stock.parent)
    assert done.returncode == 2
    assert f"Put this line at the end of {stock / 'nbgrader_config.py'}: {LINE}" in done.stderr
    assert "nbgrader_config.json goes before it" in done.stderr
    assert (stock / "nbgrader_config.py").read_text() == f"{STOCK}{EXTRACTOR_LINE}\n"
    assert list(stock.glob("*.bak")) == []


def test_a_users_own_file_goes_behind_the_courses(stock: Path, tmp_path: Path) -> None:
    """What Jupyter reads in the home folder does not undo the line in the course."""
    (tmp_path / "home" / ".jupyter").mkdir(parents=True)
    (tmp_path / "home" / ".jupyter" / "nbgrader_config.json").write_text(OTHERWISE)
    done = run(*release(stock), cwd=stock.parent, HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert f"+{LINE}" in done.stdout


def test_a_configuration_that_cannot_be_read_is_left(stock: Path) -> None:
    """It is named, and there is no copy of it."""
    (stock / "nbgrader_config.py").write_text("import sys\nraise ImportError('a broken file')\n")
    done = run(*release(stock), cwd=stock.parent)
    assert done.returncode == 2
    assert f"The configuration of {stock} cannot be read by nbgrader: ImportError: a broken file" in done.stderr
    assert list(stock.glob("*.bak")) == []


def test_the_marked_notebook_is_python_for_jupyter(released: Path) -> None:
    """Its language is what Jupyter chooses a kernel by, where it does not have the one that is named."""
    metadata = json.loads((released / "release" / "week1" / f"{EXERCISE}.ipynb").read_text())["metadata"]
    assert metadata["kernelspec"]["language"] == metadata["language_info"]["name"] == "python"
