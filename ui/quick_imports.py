"""Gives Python its own `import` back, which PySide6 wraps: the wrapper reads the source of every module imported after it.

It does so to look for `from __feature__ import`, which nothing here uses. Measured: the window starts a fifth sooner, and
an import on another thread no longer holds the window up.
"""

import builtins

import PySide6.QtCore  # noqa: F401  # puts its wrapper in place

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
