"""What the inference server makes of entry scripts: JSON of [{"root", "script", "env"}] in, a verdict for each out.

A verdict is "boot" (the server exits while it loads the script or calls init), "init" (init is not executed),
the status of a request, or "served". Each script is loaded by a process of its own.
"""

import json
import os
import sys

# What takes long to load, and remembers nothing of a script.
import flask  # noqa: F401
import inference_schema.schema_decorators  # noqa: F401
import pydantic  # noqa: F401


def verdict(root, script, env):
    os.chdir(root)
    os.environ.update({"AML_APP_ROOT": root, "AML_APP_INSIGHTS_ENABLED": "false", **env})
    if script is not None:
        os.environ["AZUREML_ENTRY_SCRIPT"] = script
    marker = os.path.join(root, "init-was-here")
    os.environ["INIT_MARKER"] = marker
    try:
        from azureml_inference_server_http.server.create_app import create

        client = create().test_client()
    except BaseException:
        return "boot"
    response = client.post("/score", data=json.dumps({"data": 1, "other": 2}), content_type="application/json")
    if response.status_code != 200:
        return str(response.status_code)
    return "served" if os.path.exists(marker) else "init"


def in_own_process(case):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        os.write(write, verdict(case["root"], case["script"], case.get("env", {})).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return text or "boot"


print(json.dumps([in_own_process(case) for case in json.load(sys.stdin)]))
