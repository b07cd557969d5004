"""Writes fixtures/context/amlignore.json anew: which files the client of Azure ML keeps back for each text of an .amlignore.

    python3 scripts/upload-verdicts.py

It needs azure-ai-ml.
"""
import datetime
import importlib.metadata
import json
import os
import tempfile
from pathlib import Path

from azure.ai.ml._utils._asset_utils import get_ignore_file

TEXTS = [
    "", "a\n", "/a\n", "a/\n", "/a/\n", "a/b\n", "a/b/\n", "./a\n", " a\n", "a  \n", "a\t\n", "# a\n", "\\#a\n", "#a\n",
    "*\n", "*\n!a\n", "*\n!a/\n", "*\n!/a/b\n", "**\n!keep.py\n", "a/\n!a/b\n", "a\n!a/keep.py\n", "a/*\n!a/keep.py\n", "a/**\n!a/keep.py\n",
    "!a\n", "a\n!a\n", "!a\na\n", "*.py\n", "/*.py\n", "**/*.py\n", "a/*.py\n", "a/**/*.py\n", "**/b\n", "**/b/\n", "a/**\n", "**/\n", "*/b\n",
    "A\n", "?\n", "[ab]\n", "[!a]\n", "[a-c].py\n", "a b\n", "x+y\n", "x.y\n", "(a)\n", "\\*\n", "*.py\n!keep.py\n", "weights/\n", "weights\n!weights/small.pkl\n",
    "a\r\n*.pkl\r\n", "Dockerfile\n", "/Dockerfile\n", "*\n!Dockerfile\n!train.py\n", "*.pkl", "node_modules\n", ".*\n", "data/**/*.csv\n", "data/*\n!data/small/\n",
]
PATHS = [
    "a/b/c.py", "a/b/d", "a/keep.py", "a/c.py", "keep.py", "c.py", "b/a/c.py", "b/c/d.py", "A", "x+y", "x.y", "xzy", "(a)", "a b", "*", "#a",
    "weights/a.pkl", "weights/small.pkl", "lib/weights/b.pkl", "Dockerfile", "docker/Dockerfile", "train.py", "node_modules/x/y.js",
    ".env", "src/.env", "data/x.csv", "data/small/x.csv", "data/a/b/x.csv",
]


def kept_back(text):
    with tempfile.TemporaryDirectory() as folder:
        for path in PATHS:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("")
        Path(folder, ".amlignore").write_bytes(text.encode())
        ignore_file = get_ignore_file(folder)
        return [path for path in PATHS if ignore_file.is_file_excluded(os.path.join(folder, path))]


def verdict(text):
    try:
        return {"text": text, "keptBack": kept_back(text)}
    except Exception:  # The client stops.
        return {"text": text, "keptBack": None}


result = {
    "source": f"azure-ai-ml {importlib.metadata.version('azure-ai-ml')}",
    "day": datetime.date.today().isoformat(),
    "paths": PATHS,
    "verdicts": [verdict(text) for text in TEXTS],
}
target = Path(__file__).parent.parent / "fixtures" / "context" / "amlignore.json"
target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
