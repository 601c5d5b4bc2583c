"""The voice's weights in the form that a processor can work with."""

from pathlib import Path

import numpy as np
import onnx
from onnx import AttributeProto, GraphProto, TensorProto, numpy_helper

_STYLE_WIDTH = 256


def widened(half: Path, single: Path) -> None:
    """Rewrite a model of 16-bit floats in 32 bits.

    In 16 bits some sentences overflow on a processor and come out as silence.
    """
    model = onnx.load(str(half))  # pyright: ignore[reportUnknownMemberType]
    _widen_graph(model.graph)
    onnx.save(model, str(single))  # pyright: ignore[reportUnknownMemberType]


def speakers(styles: dict[str, Path], page: Path) -> None:
    """Bind the style vectors of several speakers into one file, as the voice reads it."""
    bound = {
        name: np.fromfile(path, dtype="<f4").reshape(-1, 1, _STYLE_WIDTH)
        for name, path in styles.items()
    }
    np.savez(page, allow_pickle=False, **bound)


def _widen_graph(graph: GraphProto) -> None:
    for tensor in graph.initializer:
        _widen(tensor)
    for value in (*graph.value_info, *graph.input, *graph.output):
        told = value.type.tensor_type
        if told.elem_type == TensorProto.FLOAT16:
            told.elem_type = TensorProto.FLOAT
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == AttributeProto.TENSOR:
                _widen(attribute.t)
            elif attribute.type == AttributeProto.GRAPH:
                _widen_graph(attribute.g)
            elif node.op_type == "Cast" and attribute.i == TensorProto.FLOAT16:
                attribute.i = TensorProto.FLOAT


def _widen(tensor: TensorProto) -> None:
    if tensor.data_type == TensorProto.FLOAT16:
        wide = numpy_helper.to_array(tensor).astype(np.float32)
        tensor.CopyFrom(numpy_helper.from_array(wide, tensor.name))
