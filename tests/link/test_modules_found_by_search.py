"""Modules that others import by names that they find: the build looks in the same folders, the script has what they do."""

from pathlib import Path

import pytest
from programs import cases, refused, same, script_of, write

from modec.compiler import analyse
from modec.diagnostics import Refused

PLUGINS = """
# == registry.py
TABLE = {}
def register(name):
    def wrap(f):
        TABLE[name] = f
        return f
    return wrap
# == plugins/a.py
from registry import register
print("a")
@register("a")
def of_a():
    return 1
# == plugins/b.py
from registry import register
print("b")
@register("b")
def of_b():
    return 2
# == plugins/inner/__init__.py
print("inner")
# == plugins/inner/c.py
from registry import register
print("c")
@register("c")
def of_c():
    return 3
"""
MAIN = """
from registry import TABLE
def main():
    print({name: TABLE[name]() for name in TABLE})
"""

SEARCHES = r"""
#### a package looks in its own folder
import plugins
# == plugins/__init__.py
import importlib, pkgutil
for _finder, name, _ispkg in pkgutil.iter_modules(__path__):
    importlib.import_module(__name__ + "." + name)
#### by the folder of its file
import plugins
# == plugins/__init__.py
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
for module in iter_modules([str(Path(__file__).resolve().parent)]):
    import_module(f"{__name__}.{module.name}")
#### relative
import plugins
# == plugins/__init__.py
from importlib import import_module
from pkgutil import iter_modules
for info in iter_modules(__path__):
    if not info.ispkg:
        import_module(f".{info.name}", __name__)
#### a function of another module
import plugins
from loading import load_all
load_all(plugins)
# == plugins/__init__.py
# == loading.py
import importlib
import pkgutil
def load_all(package):
    '''Import everything.'''
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(info.name)
#### the files of the folder
import plugins
# == plugins/__init__.py
import importlib
import os
here = os.path.dirname(os.path.abspath(__file__))
for file in sorted(os.listdir(here)):
    if file.endswith(".py") and not file.startswith("_"):
        importlib.import_module("plugins." + file[:-3])
#### files that match
import plugins
# == plugins/__init__.py
from importlib import import_module
from pathlib import Path
for path in sorted(Path(__file__).parent.glob("*.py")):
    if path.stem != "__init__":
        import_module("plugins." + path.stem)
#### names that are written down
import importlib
NAMES = ["plugins.b", "plugins.a"]
for name in NAMES:
    importlib.import_module(name)
# == plugins/__init__.py
#### what is imported is used
import importlib
LOADED = {}
for name in ("b", "a"):
    LOADED[name] = importlib.import_module("plugins." + name)
print(sorted(LOADED), LOADED["a"].of_a())
# == plugins/__init__.py
#### with handlers
import importlib
for name in ("b", "a"):
    try:
        importlib.import_module(f"plugins.{name}")
    except ImportError as error:
        print("no", name, error)
# == plugins/__init__.py
#### without importlib
for name in ("b", "a"):
    __import__("plugins." + name)
# == plugins/__init__.py
"""


def program(text: str) -> str:
    first, separator, others = text.partition("# == ")
    return first + MAIN + separator + others + PLUGINS


@pytest.mark.parametrize("text", cases(SEARCHES))
def test_what_the_modules_do_is_done(tmp_path: Path, text: str) -> None:
    same(tmp_path, program(text))


NOT_KNOWN = r"""
#### a list of entries
import pkgutil
import plugins
TABLE = {}
for info in pkgutil.iter_modules(plugins.__path__):
    TABLE[info.name] = info.ispkg
def main():
    print(TABLE)
# == plugins/__init__.py
# == plugins/a.py
#### by keyword, in a function
import pkgutil
FOLDER = "plugins"
def main():
    print([info.name for info in pkgutil.iter_modules(path=[FOLDER])])
# == plugins/__init__.py
# == plugins/a.py
#### a name of the run's
import importlib, os
for name in os.environ.get("PLUGINS", "a").split(","):
    importlib.import_module(name)
def main():
    pass
# == a.py
"""


@pytest.mark.parametrize("text", cases(NOT_KNOWN))
def test_a_script_has_no_folder_to_look_in(tmp_path: Path, text: str) -> None:
    assert "MD506" in refused(tmp_path, text)


def test_an_effect_is_kept_with_the_search(tmp_path: Path) -> None:
    same(
        tmp_path,
        """
        import importlib
        for name in ("mod", "json"):
            importlib.import_module(name)
            print("loaded", name)
        def main():
            print("run")
        # == mod.py
        print("mod")
        """,
    )


def test_solids_that_plugins_define_are_in_the_pipeline(tmp_path: Path) -> None:
    files = {
        "table.py": "SOLIDS = []\n",
        "plugins/__init__.py": "import importlib, pkgutil\n"
        "for info in pkgutil.iter_modules(__path__):\n"
        "    importlib.import_module(f'{__name__}.{info.name}')\n",
        "plugins/b.py": "from modec import solid\nfrom table import SOLIDS\n"
        "@solid\ndef two(_): ...\nSOLIDS.append(two)\n",
        "plugins/a.py": "from modec import solid\nfrom table import SOLIDS\n"
        "@solid\ndef one(_): ...\nSOLIDS.append(one)\n",
        "entry.py": "import plugins\nfrom table import SOLIDS\nfrom modec import pipeline\n"
        "@pipeline\ndef program():\n    for each in SOLIDS:\n        each()\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    pipeline = analyse(tmp_path / "entry.py").evaluation.pipelines["program"]
    assert [node.name for node in pipeline.solids] == ["one", "two"]


def test_the_folder_of_a_package_has_another_name(tmp_path: Path) -> None:
    program = """
    import shop
    def main():
        print(len(shop.DATA) > 0)
    # == shop/__init__.py
    import os
    DATA = os.path.join(__path__[0], "data")
    """
    assert refused(tmp_path, program) == ["MD507"]
    with pytest.raises(Refused) as refusal:
        script_of(write(tmp_path, program))
    assert "os.path.dirname(__file__)" in refusal.value.diagnostics[0].help
