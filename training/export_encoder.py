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
from torch import Tensor

from corroborate.language.encoder import FRAME_RANK, LABEL_RANK, OUTPUTS
from training.encoder_body import pretrained_folder
from training.encoder_model import Biaffine, LabelSets, Model
from training.export_graph import Graph

INPUTS = ("ids", "cases", "first")


def load_checkpoint(path: Path) -> tuple[Model, LabelSets]:
    state = torch.load(path)
    labels = LabelSets(**{key: tuple(value) for key, value in state["labels"].items()})
    model = Model(labels)
    model.load_state_dict(state["weights"])
    model.names_side = state["names side"]
    return model.eval(), labels


def write_graph(model: Model, path: Path) -> None:
    example = (
        torch.tensor([101, 2048, 2273, 2351, 102]),
        torch.tensor([6, 1, 0, 0, 6]),
        torch.tensor([0, 1, 2, 3]),
    )
    axes = {name: {0: "words"} for name in OUTPUTS}
    axes |= {"ids": {0: "pieces"}, "cases": {0: "pieces"}, "first": {0: "words"}}
    axes["arcs"] = {0: "words", 1: "words"}
    with torch.no_grad():
        torch.onnx.export(
            Graph(model),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
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
    events, frames = model.events, model.frames
    label_dep, label_head = factors(model.syntax.label, LABEL_RANK)
    frame_predicate, frame_word = factors(frames.frame, FRAME_RANK)
    arrays = {
        "label_dep": label_dep,
        "label_head": label_head,
        "frame_predicate": frame_predicate,
        "frame_word": frame_word,
        "frame_distance": frames.frame_distance.weight,
        "role": events.role.weight,
        "role_bias": events.role.bias,
        "role_distance": events.role_distance.weight,
    }
    half = {key: value.detach().numpy().astype(np.float16) for key, value in arrays.items()}
    np.savez_compressed(path, **half)  # type: ignore[arg-type]


def factors(scorer: Biaffine, rank: int) -> tuple[Tensor, Tensor]:
    """Each output's bilinear form as a sum of ``rank`` products.

    The best such sum in the least-squares sense (Eckart and Young 1936), for a fraction of the
    arithmetic and of the bytes read. Of the arguments' scorer 8 products lose 2 points of F1, 16
    lose 0.3, 32 lose 0.2.

    Returns:
        Two arrays ``[in, rank * outputs]``, for the left and the right words.
    """
    forms = scorer.weight.detach().double().view(scorer.size, scorer.outputs, scorer.size)
    left, strength, right = torch.linalg.svd(forms.transpose(0, 1))
    root = strength[:, None, :rank].sqrt()
    sides = left[:, :, :rank] * root, right[:, :rank].transpose(1, 2) * root
    first, second = (side.permute(1, 2, 0).reshape(scorer.size, -1) for side in sides)
    return first, second


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
