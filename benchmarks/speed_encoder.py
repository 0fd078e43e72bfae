"""The bare encoder: the shipped graph cut where its layers end, fed with inputs made beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corroborate.language import load
from corroborate.language.encoder import DATA, MAX_PIECES, OUTPUTS, graph_inputs
from corroborate.language.wordpieces import WordPieces, windows

Inputs = dict[str, Any]


def inputs_of(texts: Iterable[str]) -> list[Inputs]:
    """What the encoder is fed with for each sentence (or window of one) of the texts, in order."""
    nlp, pieces = load(), WordPieces(DATA / "wordpieces.json")
    cut = nlp.get_pipe("sentence_rules")
    found = []
    for doc in (cut(nlp.make_doc(text)) for text in texts):
        for sentence in doc.sents if len(doc) else ():
            words = [token.text for token in sentence if not token.is_space]
            lengths = [len(pieces.pieces(word)) for word in words]
            found += [graph_inputs(pieces, words[a:b]) for a, b in windows(lengths, MAX_PIECES)]
    return found


def last_outputs(graph: Any) -> list[str]:
    """The outputs of the encoder's last layers: normalisations that no other one stands upon.

    One where all heads stand on one stack of layers; several where the stack forks. The heads have
    no normalisation of their own.

    Args:
        graph: of the loaded ONNX model, its nodes in order.
    """
    under: dict[str, set[str]] = {}  # of each tensor, the normalisations next below it
    norms, inner = list[str](), set[str]()
    for node in graph.node:
        below = set[str]().union(*(under.get(tensor, set()) for tensor in node.input))
        if node.op_type == "LayerNormalization":
            inner |= below
            below = {node.output[0]}
            norms.append(node.output[0])
        under |= dict.fromkeys(node.output, below)
    return [tensor for tensor in norms if tensor not in inner]


class Passes:
    """Forward passes of the encoder alone, and with its heads, sentence by sentence, one thread."""

    def __init__(self, inputs: list[Inputs], model: Path = DATA / "encoder.onnx") -> None:
        import onnx
        from onnx.utils import Extractor

        whole = onnx.load(str(model))
        self.inputs = inputs
        self.stacks = len(last_outputs(whole.graph))
        with TemporaryDirectory() as folder:
            cut = Path(folder) / "bare.onnx"
            ends = last_outputs(whole.graph)
            onnx.save(Extractor(whole).extract_model(["ids", "cases"], ends), str(cut))
            self._bare, self._whole = _session(cut), _session(model)

    def bare(self) -> None:
        """The layers alone."""
        for fed in self.inputs:
            self._bare.run(None, {"ids": fed["ids"], "cases": fed["cases"]})

    def with_heads(self) -> None:
        """The graph as shipped."""
        for fed in self.inputs:
            self._whole.run(list(OUTPUTS), fed)


def _session(path: Path) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
