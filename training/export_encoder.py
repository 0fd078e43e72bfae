"""Write the trained encoder as the run time reads it.

``python -m training.export_encoder --model DIR/encoder.pt --out src/corroborate/language/data``
writes ``encoder.onnx`` (8 bits, per channel), ``encoder.npz`` (the small scorers that run outside
the graph), ``encoder.json`` (label sets, thresholds) and the vocabulary.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.encoder_model import LabelSets, Model, pretrained_folder, with_one

INPUTS = ["ids", "cases", "first"]
OUTPUTS = [
    "tags",
    "feats",
    "scripts",
    "arcs",
    "label_dep",
    "label_head",
    "names",
    "triggers",
    "types",
    "standing",
    "role_trigger",
    "role_word",
]


class Graph(nn.Module):
    """One sentence in, all that the run time needs out; each output is ``[1 + W, …]``."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        layers = self.model.words({"ids": ids, "cases": cases, "first": first})
        named = self.model.names(self.model.names.mix(layers))
        outputs = (*self._syntax(layers), named, *self._events(layers))
        return tuple(output[0] for output in outputs)

    def _syntax(self, layers: list[Tensor]) -> tuple[Tensor, ...]:
        heads = self.model.syntax
        words = heads.mix(layers)
        return (
            heads.tag(words).argmax(-1),
            heads.feat(words).argmax(-1),
            heads.script(words).argmax(-1),
            heads.arcs(words),
            with_one(nn.functional.gelu(heads.label_dep(words))),
            with_one(nn.functional.gelu(heads.label_head(words))),
        )

    def _events(self, layers: list[Tensor]) -> tuple[Tensor, ...]:
        heads = self.model.events
        words = heads.mix(layers)
        marks, types = heads.triggers(words)
        standing = heads.standing(words)
        return marks, types, standing, heads.role_trigger(words), heads.role_word(words)


def load_checkpoint(path: Path) -> tuple[Model, LabelSets]:
    state = torch.load(path)
    labels = LabelSets(**{key: tuple(value) for key, value in state["labels"].items()})
    model = Model(labels)
    model.load_state_dict(state["weights"])
    return model.eval(), labels


def write_graph(model: Model, path: Path) -> None:
    example = (
        torch.tensor([[101, 2048, 2273, 2351, 102]]),
        torch.tensor([[6, 1, 0, 0, 6]]),
        torch.tensor([[0, 1, 2, 3]]),
    )
    axes = {name: {0: "words"} for name in OUTPUTS}
    axes |= {"ids": {1: "pieces"}, "cases": {1: "pieces"}, "first": {1: "words"}}
    axes["arcs"] = {0: "words", 1: "words"}
    with torch.no_grad():
        torch.onnx.export(
            Graph(model),
            example,
            str(path),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantize(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8)


def write_scorers(model: Model, path: Path) -> None:
    events = model.events
    arrays = {
        "label": model.syntax.label.weight,
        "role": events.role.weight,
        "role_bias": events.role.bias,
        "role_distance": events.role_distance.weight,
    }
    half = {key: value.detach().numpy().astype(np.float16) for key, value in arrays.items()}
    np.savez_compressed(path, **half)  # type: ignore[arg-type]


def settings(labels: LabelSets, threshold: float) -> dict[str, Any]:
    return {"threshold": threshold, "labels": labels.as_dict()}


def export(checkpoint: Path, out: Path, threshold: float) -> None:
    model, labels = load_checkpoint(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_graph(model, plain)
        quantize(plain, out / "encoder.onnx")
    write_scorers(model, out / "encoder.npz")
    text = json.dumps(settings(labels, threshold), ensure_ascii=False, indent=1)
    (out / "encoder.json").write_text(text + "\n", encoding="utf-8")
    shutil.copyfile(pretrained_folder() / "tokenizer.json", out / "wordpieces.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="encoder.pt")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run time's data")
    parser.add_argument("--threshold", type=float, default=0.5, help="least trigger probability")
    args = parser.parse_args()
    export(args.model, args.out, args.threshold)


if __name__ == "__main__":
    main()
