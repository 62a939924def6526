"""Roots of Debian's with the Pythons of one suite: made once, kept in the cache, entered with the host's pip."""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SUITES = {"3.11": "bookworm", "3.13": "unstable", "3.14": "unstable", "3.15": "unstable"}
ENTER = Path(__file__).with_name("enter.sh")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# What tells pip, and what it is made of, how to reach the package index; the rest of the environment stays outside.
PASSED = re.compile(r"PIP_\w+|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|(https?|no)_proxy|LANG|TERM|HOME", re.IGNORECASE)


class Refused(Exception):
    """What this machine or this command cannot do, in one sentence."""


@dataclass(frozen=True)
class Root:
    """The root of one suite."""

    suite: str

    @property
    def folder(self) -> Path:
        """Where it is kept: beside other caches, outside the project."""
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(cache, "multiprocessing-homework", "roots", self.suite)

    @property
    def packages(self) -> list[str]:
        """What the README asks for, PostgreSQL for the tests, every Python of the suite, and CPython's own tests."""
        versions = [version for version, suite in SUITES.items() if suite == self.suite]
        pythons = [name for one in versions for name in (f"python{one}-venv", f"libpython{one}-testsuite")]
        return ["ca-certificates", "git", "make", "postgresql", *pythons]

    def build(self, anew: bool) -> None:
        """Make it if it is not there, or ``anew``; the suite's packages are those of that day."""
        made, wanted = self.folder / "packages", "\n".join(self.packages)
        if not anew and made.is_file() and made.read_text() == wanted:
            return
        for program in ("debootstrap", "unshare", "git"):
            if shutil.which(program) is None:
                raise Refused(f"`{program}` is missing: apt-get install debootstrap util-linux git.")
        print(f"Building a root of Debian {self.suite} in {self.folder} (once, some minutes) ...", flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        packages = f"--include={','.join(self.packages)}"
        command = ["debootstrap", "--variant=minbase", packages, self.suite, str(self.folder)]
        log = self.folder.with_suffix(".log")
        with log.open("w") as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise Refused(f"debootstrap could not build {self.suite}; {log} says why.")
        for archive in (self.folder / "var/cache/apt/archives").glob("*.deb"):
            archive.unlink()
        made.write_text(wanted)

    def enter(self, folder: str, *command: str) -> list[str]:
        """The command line that runs a command in a folder of this root."""
        passed = {name: value for name, value in os.environ.items() if PASSED.fullmatch(name)}
        shared = ["/etc/resolv.conf", "/etc/hosts", *pip_paths(passed)]
        variables = [f"{name}={value}" for name, value in passed.items()]
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        inside = ["env", "-i", f"PATH={PATH}", *variables, *command]
        return [*namespaces, str(ENTER), str(self.folder), folder, *map(str, shared), "--", *inside]


def pip_paths(environment: dict[str, str]) -> list[Path]:
    """The files and folders of this machine that its pip settings name, and the files of settings themselves.

    An index of files may lead to what lies beside it (``../files``), so the folder around it is shared.
    """
    settings = ask_pip("debug")
    found = [Path(path) for path in re.findall(r"^  (/.*), exists: True$", settings, re.MULTILINE)]
    lines = [line.partition("=")[2] for line in ask_pip("list").splitlines() if line.partition("=")[2][:1] in "'\""]
    values = [str(ast.literal_eval(line)) for line in lines]
    values += [value for name, value in environment.items() if name != "HOME"]
    for word in " ".join(values).split():
        path = Path(word.removeprefix("file://"))
        if path.is_absolute() and path.exists():
            around = word.startswith("file://") and path.parent != Path("/")
            found.append(path.parent if around else path)
    return list(dict.fromkeys(found))


def ask_pip(what: str) -> str:
    """What pip says of its settings; nothing where there is no pip."""
    return subprocess.run([sys.executable, "-m", "pip", "config", what], capture_output=True, text=True).stdout
