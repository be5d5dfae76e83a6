"""Write multilingual-e5-small as a folder that sentence-transformers reads, so that `hf` is tested offline."""

from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from rag.e5_weights import BLOCK_SIZE, Weights, find_weights, read_weights

LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_e5_folder(folder: Path) -> Path:
    """Write the model, in 32-bit floats, below `folder`; return where."""
    weights = read_weights(find_weights())
    plain, target = folder / "bert", folder / "e5-small"
    _make_bert(weights).save_pretrained(plain)
    _make_tokenizer(weights).save_pretrained(plain)
    transformer = Transformer(str(plain), max_seq_length=weights.shape.max_tokens)
    modules = [transformer, Pooling(weights.shape.width, pooling_mode="mean"), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(target))
    return target


def _make_bert(weights: Weights) -> BertModel:
    """Return a plain BERT with these weights."""
    shape = weights.shape
    state = {
        "embeddings.word_embeddings.weight": _matrix(weights, "emb.word", shape.width),
        "embeddings.position_embeddings.weight": _vector(weights, "emb.pos").reshape(-1, shape.width),
        "embeddings.token_type_embeddings.weight": _vector(weights, "emb.type").reshape(-1, shape.width),
        "embeddings.LayerNorm.weight": _vector(weights, "emb.ln.w"),
        "embeddings.LayerNorm.bias": _vector(weights, "emb.ln.b"),
    }
    for layer in range(shape.layers):
        for short, long in LAYER_NAMES.items():
            name, width = f"l{layer}.{short}", shape.inner_width if short == "fo" else shape.width
            is_norm = short.endswith("ln")
            matrix = _vector(weights, f"{name}.w") if is_norm else _matrix(weights, f"{name}.w", width)
            state[f"encoder.layer.{layer}.{long}.weight"] = matrix
            state[f"encoder.layer.{layer}.{long}.bias"] = _vector(weights, f"{name}.b")
    config = BertConfig(
        vocab_size=len(state["embeddings.word_embeddings.weight"]),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner_width,
        max_position_embeddings=shape.max_tokens,
        layer_norm_eps=shape.epsilon,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    return model


def _make_tokenizer(weights: Weights) -> PreTrainedTokenizerFast:
    """Return the tokenizer that goes with these weights."""
    words = weights.vocabulary
    pieces = list(zip(words.pieces, words.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=words.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    begin, end, padding, unknown = (words.pieces[i] for i in (words.begin, words.end, words.padding, words.unknown))
    marks = [(begin, words.begin), (end, words.end)]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{begin} $A {end}", special_tokens=marks)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=begin,
        eos_token=end,
        pad_token=padding,
        unk_token=unknown,
        model_max_length=weights.shape.max_tokens,
    )


def _vector(weights: Weights, name: str) -> torch.Tensor:
    """Return a vector."""
    return torch.from_numpy(weights.floats(name))


def _matrix(weights: Weights, name: str, row_width: int) -> torch.Tensor:
    """Return a matrix, written out from its 4-bit blocks."""
    blocks = weights.blocks(name, row_width)
    centred = blocks.values.astype(np.float32) - 8
    rows = (centred * blocks.scales[:, :, None]).reshape(-1, blocks.scales.shape[1] * BLOCK_SIZE)
    return torch.from_numpy(rows)
