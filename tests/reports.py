"""Small reports for tests: a clause in the frame of a work report, read by the real pipeline."""

from __future__ import annotations

import hashlib

from loaders.pipeline import extract
from loaders.records import Extraction, KeptText
from ontology.vocabulary import load_vocabulary

HEAD = "重庆市人民政府工作报告\n（2024年1月20日在重庆市人民代表大会上）\n各位代表：\n"
PLAN = "二、2024年工作安排\n"
REVIEW = "一、2023年工作回顾\n"


def kept(text: str, name: str = "example-2024") -> KeptText:
    return KeptText(name, text, "utf-8", hashlib.sha256(text.encode()).hexdigest())


def read_text(text: str) -> Extraction:
    """The extraction of a whole text."""
    return extract(kept(text), load_vocabulary())


def read_plan(clause: str) -> Extraction:
    """The extraction of one sentence in the plan of 2024."""
    return read_text(f"{HEAD}{PLAN}我们要做好以下工作，务求实效。{clause}。\n")
