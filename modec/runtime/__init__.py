"""What ships inside a script, as far as the script reaches it: Python 3.8, standard library only.

Live execution imports these same modules: one semantics, written once. Rules of this folder: no import of
the rest of modec; the modules import one another with `from modec.runtime.x import y` at the top only; a
feature that a script may do without is a function or class of its own, so that it can be left out.
"""
