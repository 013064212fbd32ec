import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from worker_client import WorkerClient


@pytest.fixture(scope="session")
def worker(tmp_path_factory):
    """One worker for all tests that leave it as it was; each also shows that the ones before did."""
    client = WorkerClient(tmp_path_factory.mktemp("scratch"))
    yield client
    assert client.close() == 0


@pytest.fixture
def own_worker(tmp_path):
    """A worker that a test may end."""
    client = WorkerClient(tmp_path / "scratch")
    yield client
    if client.process.poll() is None:
        client.close()
