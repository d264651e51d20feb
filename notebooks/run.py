"""Executes every notebook of this folder against a running server, and fails when a cell fails.

    python3 notebooks/run.py --url http://127.0.0.1:3000 [--out FOLDER]

Needs nothing but Python 3.10 or newer: the packages of requirements.txt go into a virtual environment in the cache folder
(XDG_CACHE_HOME, else ~/.cache, else the temporary folder), one for each Python and each state of requirements.txt.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def cache_folder() -> Path:
    """A folder for what may be deleted at any time; the temporary folder where there is no home to write to."""
    named = os.environ.get("XDG_CACHE_HOME")
    wanted = Path(named) if named else Path.home() / ".cache"
    try:
        (wanted / "sagittal").mkdir(parents=True, exist_ok=True)
        return wanted / "sagittal"
    except OSError:
        return Path(tempfile.gettempdir()) / "sagittal"


def prepared_python() -> Path:
    """The Python of an environment that has all of requirements.txt; made where it is not there yet."""
    requirements = (HERE / "requirements.txt").read_bytes()
    state = hashlib.sha256(requirements + sys.version.encode() + sys.executable.encode()).hexdigest()[:12]
    folder = cache_folder() / f"notebooks-{state}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        print(f"Preparing {folder}", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
        ready.touch()
    return python


def main() -> int:
    parser = argparse.ArgumentParser(description="Executes the notebooks against a running server.")
    parser.add_argument("--url", default=os.environ.get("SAGITTAL_URL"), help="the server; default: SAGITTAL_URL")
    parser.add_argument("--out", type=Path, help="folder for the executed notebooks; default: they are not kept")
    options = parser.parse_args()
    if not options.url:
        parser.error("name the server by --url or SAGITTAL_URL: `npm start` prints its address")
    if sys.version_info < (3, 10):
        parser.error(f"Python 3.10 or newer is needed, this is {sys.version.split()[0]}")
    try:
        python = prepared_python()
    except subprocess.CalledProcessError as error:
        print(f"The notebooks' environment could not be made (exit code {error.returncode}).", file=sys.stderr)
        print("On Debian and Ubuntu, `apt install python3-venv`; behind a proxy, set PIP_INDEX_URL.", file=sys.stderr)
        return 1

    failed = 0
    for notebook in sorted(HERE.glob("*.ipynb")):
        command = [str(python), str(HERE / "execute.py"), str(notebook)]
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            command.append(str(options.out.resolve() / notebook.name))
        outcome = subprocess.run(command, env={**os.environ, "SAGITTAL_URL": options.url}, check=False)
        failed += outcome.returncode != 0
        print(f"{'failed' if outcome.returncode else 'passed'}  {notebook.name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
