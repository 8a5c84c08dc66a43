"""Keeps the libraries of models off the network: called before the first import of any of them, in every process.

OpenVINO and NNCF bring `openvino_telemetry`, which sends unless told otherwise (and keeps still where `CI` is set, so
that a test run hides it). With None in its place their imports fail, and they use their own stubs.
"""

import os
import sys
import warnings

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "DO_NOT_TRACK": "1",
    "TQDM_DISABLE": "1",
    "TOKENIZERS_PARALLELISM": "true",
}


def quieten() -> None:
    """Closes the ways out. Harmless to call again."""
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    os.environ.update(_OFFLINE)
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(openvino|nncf|torch|transformers).*")
