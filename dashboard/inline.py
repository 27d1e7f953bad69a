"""What a page that opens from disk carries inside: its program, its data, and its policy.

The policy allows those very bytes of style and programs, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def program(paths: Iterable[Path]) -> str:
    """The scripts as one, whose names are its own."""
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return f'"use strict";\n(() => {{\n{text}}})();'


def data(value: Any) -> str:
    """JSON as it may stand in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def policy(style: str, *programs: str) -> str:
    """What the page may do: show its style and run its programs."""
    allowed = " ".join(f"'{digest(each)}'" for each in programs)
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{digest(style)}'" + (f"; script-src {allowed}" if allowed else "")
    )


def digest(text: str) -> str:
    """What a policy calls a text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
