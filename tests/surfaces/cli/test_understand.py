"""`comptoir understand`: JSON lines in, JSON lines out, without a database."""

import json
import subprocess
import sys
from pathlib import Path

from tests.surfaces.cli.conftest import Run

DIALOGUE = json.dumps({"id": "a", "turns": [{"say": "ajoute deux pommes"}, {"say": "et du lait"}]})
LIGHT = """
import sys
from comptoir.app.cli import main
code = main(["understand", "--language", "fr", "-"])
heavy = {"psycopg", "procrastinate", "uvicorn", "starlette", "openpyxl"} & set(sys.modules)
sys.exit(code or ", ".join(heavy) or 0)
"""


class TestUnderstand:
    def test_writes_a_line_a_dialogue(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        file.write_text(f"{DIALOGUE}\n\n{DIALOGUE}\n", encoding="utf-8")
        lines = [json.loads(line) for line in run("understand", file).out.splitlines()]
        assert [line["id"] for line in lines] == ["a", "a"]
        assert [turn["intent"] for turn in lines[0]["turns"]] == ["add", "add"]

    def test_reads_standard_input_and_loads_nothing_heavy(self) -> None:
        ended = subprocess.run(
            [sys.executable, "-c", LIGHT],
            input=DIALOGUE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        assert json.loads(ended.stdout)["id"] == "a"

    def test_explains_a_plain_sentence(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text("elle lève les tomates\n", encoding="utf-8")
        shown = run("understand", file, "--explain").out
        assert "put right elle lève -> enleve" in shown
        assert '"intent": "remove"' in shown
        assert "because wants it no more" in shown

    def test_refuses_what_is_no_dialogue(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        for text in (b"[1]\n", b"{\n", b'{"id": "a"}\n', b'{"id": "a", "turns": [1]}\n', b"\xff\n"):
            file.write_bytes(text)
            ended = run("understand", file)
            assert (ended.code, ended.err.count("\n")) == (2, 1)
