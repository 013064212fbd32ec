"""The way of Windows: one request in the process itself."""

import pytest
from scenes import TOY, in_construct
from worker_client import WorkerClient


@pytest.fixture
def client(tmp_path):
    client = WorkerClient(tmp_path / "scratch", "--no-fork")
    yield client
    assert client.process.wait(10) == 0
    client.close()


def test_checks_all_scenes_and_ends(client):
    source = TOY + "class Two(Scene):\n    def construct(self):\n        print('x' * 1000)\n        1/0\n"
    source += "class Three(Scene):\n    def construct(self): self.wait(2)\n"
    client.write(b"garbage\n")
    assert client.wait(client.post(op="hello"))["type"] == "done"
    result = client.check(source)
    assert [scene.get("duration") for scene in result["scenes"]] == [3.0, None, 2.0]
    assert [problem["code"] for problem in result["problems"]] == ["scene-exception"]
    assert client.kept[0]["problem"]["code"] == "internal-error"


def test_renders(client):
    result = client.render(TOY, "Toy", "run")["result"]
    assert (client.scratch / result["output"]).stat().st_size > 0
    assert result["frames"] == 45


def test_failing_render(client):
    answer = client.render(in_construct("raise SystemExit(3)"), "Toy", "run")
    assert answer["problem"]["code"] == "scene-exit"
    assert not (client.scratch / "run").exists()
