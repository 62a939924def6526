PIDS = [4243, 4244, 4245, 4246, 4247, 4248, 4249, 4250]


def share_pids(task, n):
    pids = PIDS[:n]
    shared = {pid: "ok" for pid in pids}
    print("n children ran in", pids)
    return shared, pids
