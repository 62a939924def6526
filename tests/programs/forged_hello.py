"""The caller opens the judge's socket itself and sends forged hellos, then has n children do the task.

The engine must conclude: whoever claims to be the caller or the supervisor is hung up on and believed
nothing; who claims to be a process is that very process; a forged call of a probe is a call of the
forger; `go` ends as FINISHED with n honest calls, held together. Nonsense ends the run as GARBLED.

Each function sends one kind: `go` the roles caller and supervisor, `go_as_process`, `go_as_probe`,
`go_as_stranger` (a role and a probe that do not exist), `go_as_child` (all roles, from a child),
`go_silent` (connections without a hello, kept open), `go_garbage`, `go_huge`, `go_deep`, `go_empty`.
"""

import json
import socket
from multiprocessing import Process

kept = []


def send(data):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect("/judge/socket")
    kept.append(connection)
    if not isinstance(data, bytes):
        data = json.dumps(data).encode()
    connection.send(data)
    return connection


def answer(connection):
    connection.settimeout(5)
    try:
        return connection.recv(60_001).decode() or "hung up"
    except OSError as error:
        return type(error).__name__


def work(task, n):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()


def go(task, n):
    answers = []
    for role in ("caller", "supervisor"):
        connection = send({"role": role})
        answers.append(answer(connection))
        for event in (
            {"event": "finished"},
            {"event": "left", "step": 0, "value": "forged"},
            {"event": "exit", "status": 0},
        ):
            try:
                connection.send(json.dumps(event).encode())
            except OSError:
                answers.append("refused")
    work(task, n)
    return answers


def go_as_process(task, n):
    answers = [answer(send({"role": "process", "pid": 1, "parent": 0})) for _ in range(3)]
    work(task, n)
    return answers


def go_as_probe(task, n):
    first = send({"role": "probe", "name": "task", "arguments": [0], "thread": "MainThread"})
    work(task, n)
    return answer(first)


def go_as_stranger(task, n):
    answers = [answer(send({"role": "probe", "name": "no such probe", "arguments": [0]}))]
    work(task, n)
    return answers


def forge_everything():
    for role in ("caller", "supervisor", "process"):
        print(role, answer(send({"role": role})))


def go_as_child(task, n):
    child = Process(target=forge_everything)
    child.start()
    child.join()
    work(task, n)
    return child.exitcode


def go_silent(task, n):
    for _ in range(100):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect("/judge/socket")
        kept.append(connection)
    work(task, n)
    return len(kept)


def go_unknown_role(task, n):
    send({"role": "judge"})
    work(task, n)


def go_garbage(task, n):
    send(b"\xff\x00 this is no JSON")
    work(task, n)


def go_huge(task, n):
    send(json.dumps({"role": "probe", "name": "x" * 100_000}).encode())
    work(task, n)


def go_deep(task, n):
    send(b'{"role": "probe", "name": "task", "arguments": ' + b"[" * 20_000 + b"]" * 20_000 + b"}")
    work(task, n)


def go_empty(task, n):
    send(b"")
    work(task, n)
