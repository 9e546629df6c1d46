"""The script's side: runs a built script in the world of recorders. Python 3.8.

Arguments: a JSON object (`script`, `arguments`, `answer`: the file to write). The trace begins where the script's last
statement calls its main function.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import types
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = HERE

import world  # noqa: E402

LAST = 'if __name__ == "__main__":\n'


def main() -> None:
    asked = json.loads(sys.argv[1])
    with open(asked["script"], encoding="utf-8") as file:
        before, last, after = file.read().rpartition(LAST)
    text = f"{before}{last}    import world as _world\n    _world.begin()\n{after}"
    sys.argv[:] = [asked["script"], *asked["arguments"]]
    world.install()
    module = types.ModuleType("__main__")
    module.__file__ = asked["script"]
    sys.modules["__main__"] = module
    answer: dict[str, Any] = {}
    try:
        exec(compile(text, asked["script"], "exec"), vars(module))
    except SystemExit as error:
        answer["code"] = error.code
    except BaseException as error:
        answer["raised"] = f"{type(error).__name__}: {error}"
        answer["detail"] = traceback.format_exc()[-1500:]
    answer["trace"] = world.trace()
    with open(asked["answer"], "w", encoding="utf-8") as file:
        json.dump(answer, file)


main()
