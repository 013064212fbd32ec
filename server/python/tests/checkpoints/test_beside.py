"""A process that is forked beside another is a child of that one's parent, and as good as any that os.fork makes."""

import subprocess
import sys
import textwrap
from pathlib import Path

PACKAGE = Path(__file__).parents[2]

# The middle process forks beside itself; what it forked is the first one's to wait for.
PROGRAM = """
    import ctypes, os, threading
    from manim_video_worker.checkpoints.beside import Beside

    first = os.getpid()
    read, write = os.pipe()
    middle = os.fork()
    if middle == 0:
        beside = Beside()
        assert beside.possible
        for number in range(20):
            if beside.fork() == 0:
                numbers = []
                thread = threading.Thread(target=lambda: numbers.append(threading.get_native_id()))
                thread.start()
                thread.join()
                child = os.fork()
                if child == 0:
                    os._exit(7)
                ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                good = os.getppid() == first and numbers != [os.getpid()] and ended == 7
                os.write(write, b"good " if good else b"bad ")
                os._exit(3)
        os._exit(4)
    os.close(write)
    told = b"".join(iter(lambda: os.read(read, 1000), b"")).split()
    statuses = []
    while True:
        try:
            statuses.append(os.waitstatus_to_exitcode(os.wait()[1]))
        except ChildProcessError:
            break
    print(told.count(b"good"), len(told), sorted(statuses) == [3] * 20 + [4])
"""


def test_its_parent_is_that_of_the_one_that_forked_it():
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)], cwd=PACKAGE, capture_output=True, text=True, timeout=60
    )
    assert (run.stdout, run.stderr) == ("20 20 True\n", "")
