"""Writes fixtures/requirements/pip.json anew: what pip's own parser reads of each text in it.

    python3 scripts/pip-verdicts.py

It needs pip 23.1 or newer. A text that pip refuses as a whole has `null` in place of what is read. Packages are
[name, specifiers, whether there is a condition], and ["", text, false] for what names none.
"""
import datetime
import json
import os
import sys
import tempfile

import pip
from pip._internal.exceptions import InstallationError
from pip._internal.network.session import PipSession
from pip._internal.req.req_file import RequirementsFileParser, get_line_parser
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

PATH = os.path.join(os.path.dirname(__file__), "..", "fixtures", "requirements", "pip.json")
OPTIONS = {
    "--index-url": "index_url",
    "--extra-index-url": "extra_index_urls",
    "--find-links": "find_links",
    "--trusted-host": "trusted_hosts",
}


def package(text):
    try:
        read = Requirement(text)
    except InvalidRequirement:
        return ["", text, False]
    specifiers = ",".join(sorted(str(one) for one in read.specifier))
    return [canonicalize_name(read.name), specifiers, read.marker is not None]


def options(opts):
    for name, key in OPTIONS.items():
        value = getattr(opts, key) or []
        for one in [value] if isinstance(value, str) else value:
            yield [name, one]


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "requirements.txt")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        parser = RequirementsFileParser(PipSession(), get_line_parser(None))
        result = {"packages": [], "files": [], "options": []}
        try:
            for line in parser._parse_file(path, False):
                named = line.args if hasattr(line, "args") else line.requirement
                named = named or (line.opts.editables or [None])[0]
                if named:
                    result["packages"].append(package(named))
                elif line.opts.requirements:
                    result["files"].append(["-r", line.opts.requirements[0]])
                elif line.opts.constraints:
                    result["files"].append(["-c", line.opts.constraints[0]])
                else:
                    result["options"].extend(options(line.opts))
        except InstallationError:
            return None
        return result


with open(PATH, encoding="utf-8") as file:
    table = json.load(file)
table["pip"] = pip.__version__
table["date"] = datetime.date.today().isoformat()
table["cases"] = [{"text": case["text"], "read": read(case["text"])} for case in table["cases"]]
with open(PATH, "w", encoding="utf-8") as file:
    json.dump(table, file, indent=1, ensure_ascii=True)
    file.write("\n")
print(f"pip {table['pip']}, {len(table['cases'])} texts", file=sys.stderr)
