"""Offices shared out among many machines by Spark (extra `spark`).

Each office is audited by the same functions as on one machine, in a worker of the cluster; the
results lie beside the exports, so the folder must be one that all machines see under its name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.audit.parts import Part
from bot.contract.errors import SettingsError

_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def paths_by_spark(master: str, parts: Sequence[Part], work: Callable[[Part], Path]) -> list[Path]:
    """The files with what was found, in the order of the offices.

    Args:
        master: of the cluster, such as spark://host:7077, yarn or local[2].
        parts: the offices.
        work: audits one, and says in which file the result is.

    Raises:
        SettingsError: Spark is not installed, or does not start.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError("--spark: install jieti[spark] here and on the cluster") from error
    builder = SparkSession.builder.master(master).appName("jieti audit")
    settings = _QUIET | (_HERE if master.startswith("local") else {})
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkException as error:
        raise SettingsError(
            "--spark {master}: Spark does not start; it needs Java 17 or later: {error}",
            master=master,
            error=error,
        ) from error
    try:
        session.sparkContext.setLogLevel("ERROR")
        offices = session.sparkContext.parallelize(parts, len(parts))
        return [Path(path) for path in offices.map(lambda part: str(work(part))).collect()]
    finally:
        session.stop()
