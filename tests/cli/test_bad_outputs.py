"""Places that nothing can be written to, readers that go away, Ctrl-C: nothing half-written, no traceback."""

import os
import signal
import subprocess
import sys

import pytest
from calling import SHOP, Caller


def refused(modec: Caller, *arguments: str) -> str:
    before = modec.files()
    done = modec.here("build", "-m", "test", *arguments, "shop.py")
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("error[MD601]: cannot write") == 1
    assert modec.files() == before
    return done.stderr


def test_a_file_in_the_way_of_a_folder(modec: Caller) -> None:
    assert "shop.py/x.py" in refused(modec, "-o", "shop.py/x.py")


def test_the_source_is_not_overwritten(modec: Caller) -> None:
    assert "scripts are made from it" in refused(modec, "-o", "shop.py")
    os.symlink("shop.py", modec.folder / "link.py")
    assert "scripts are made from it" in refused(modec, "-o", "link.py")
    (modec.folder / "c.yaml").write_text("{}")
    assert "scripts are made from it" in refused(modec, "-c", "c.yaml", "-o", "c.yaml")
    assert (modec.folder / "shop.py").read_text() == SHOP


def test_names_that_are_none(modec: Caller) -> None:
    assert "File name too long" in refused(modec, "-o", "a" * 300)
    os.symlink("loop.py", modec.folder / "loop.py")
    assert "symbolic links" in refused(modec, "-o", "loop.py")


def test_a_link_stays_and_leads_to_the_script(modec: Caller) -> None:
    (modec.folder / "real").mkdir()
    os.symlink("real/script.py", modec.folder / "link.py")
    for _ in range(2):
        done = modec.here("build", "-m", "test", "-o", "link.py", "shop.py")
        assert done.returncode == 0, done.stderr
        assert (modec.folder / "link.py").is_symlink()
        assert "def greet(" in (modec.folder / "real" / "script.py").read_text()


def test_a_folder_takes_the_script(modec: Caller) -> None:
    (modec.folder / "folder.py").mkdir()
    assert modec.here("build", "-m", "test", "-o", "folder.py", "shop.py").returncode == 0
    assert (modec.folder / "folder.py" / "shop_test.py").is_file()


def test_a_file_that_is_read_only_is_replaced(modec: Caller) -> None:
    script = modec.folder / "script.py"
    script.write_text("")
    script.chmod(0o444)
    assert modec.here("build", "-m", "test", "-o", "script.py", "shop.py").returncode == 0
    assert "def greet(" in script.read_text()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_is_read_only(modec: Caller) -> None:
    folder = modec.folder / "closed"
    folder.mkdir(mode=0o555)
    assert "Permission denied" in refused(modec, "-o", "closed/x.py")


def test_a_check_where_no_file_can_be(modec: Caller) -> None:
    (modec.folder / "dist").write_text("")
    done = modec.here("build", "-m", "test", "--check", "shop.py")
    assert done.returncode == 1
    assert done.stderr == "dist/shop_test.py is not there\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "-m", "test", "-o", "-", "shop.py"),
        ("list", "shop.py"),
        ("explain", "--all"),
        ("graph", "-m", "test", "shop.py"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_reader_that_goes_away(modec: Caller, arguments: "tuple[str, ...]") -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "modec", *arguments],
            cwd=modec.folder,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_disk(modec: Caller) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "modec", "list", "shop.py"],
            cwd=modec.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "modec: [Errno 28] No space left on device\n"


def test_a_working_directory_that_is_gone(modec: Caller) -> None:
    folder = modec.folder / "gone"
    folder.mkdir()
    code = "import os; os.rmdir(os.getcwd()); from modec.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "shop.py"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3


INTERRUPTED = """
import os, signal, sys
import modec.emit.writing as writing

def interrupted(*_, **__):
    os.kill(os.getpid(), signal.SIGINT)
    raise AssertionError("the signal did not come")

{patched} = interrupted
from modec.cli import main
main()
"""


@pytest.mark.parametrize(
    "patched", ["writing.os.replace", "writing.os.fdopen", "writing.tempfile.mkstemp"]
)
def test_control_c_leaves_what_was_there(modec: Caller, patched: str) -> None:
    script = modec.folder / "script.py"
    script.write_text("as before")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            INTERRUPTED.format(patched=patched),
            "build",
            "--no-cache",
            "-m",
            "test",
            "-o",
            "script.py",
            "shop.py",
        ],
        cwd=modec.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1] == "interrupted"
    assert "Traceback" not in done.stderr
    assert modec.files() == ["script.py", "shop.py"]
    assert script.read_text() == "as before"


def test_control_c_while_it_builds(modec: Caller) -> None:
    functions = "".join(f"\n\ndef helper_{n}(x):\n    return [x,{n}]\n" for n in range(400))
    uses = "\n".join(f"    helper_{n}(1)" for n in range(400))
    text = SHOP.replace("    print(", f"{uses}\n    print(").replace(
        "@resource\n", functions + "\n@resource\n"
    )
    (modec.folder / "shop.py").write_text(text)
    running = subprocess.Popen(
        [
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "modec",
            "build",
            "--no-cache",
            "-m",
            "test",
            "shop.py",
        ],
        cwd=modec.folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    for line in running.stderr:  # it is past its imports: Black is there
        if line.rstrip().endswith("| black"):
            break
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 130
    assert said.splitlines()[-1] == "interrupted"
    assert "Traceback" not in said
    assert modec.files() == ["shop.py"]
