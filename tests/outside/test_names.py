"""Printed model names: spellings of one variant are one, and what a name does not tell is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.outside.names import Match, match, read_name, read_name_beside


@pytest.mark.parametrize(
    ("printed", "vendor", "family", "variant", "effort", "precision"),
    [
        ("Claude Opus 4.7 (Adaptive Reasoning), Anthropic", "Anthropic", "claude", "opus 4.7", "thinking", ""),
        ("GPT-5.3 Codex (xhigh), OpenAI", "OpenAI", "gpt", "5.3 codex", "xhigh", ""),
        ("gpt-oss-120b-q8kxl-nonthink", "OpenAI", "gpt-oss", "120b", "no thinking", "q8kxl"),
        ("qwen35-35b-a3b-q8", "Alibaba", "qwen", "3.5 35b a3b", "", "q8"),
        ("qwen35-08b-q8", "Alibaba", "qwen", "3.5 0.8b", "", "q8"),
        ("mistral-small3.1:24b-instruct-2503-q4_K_M", "Mistral", "mistral", "small 3.1 24b 2503", "", "q4_k_m"),
        ("unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF", "Alibaba", "qwen", "3 coder 30b a3b", "", ""),
        ("glm-47-flash-q8kxl", "Z.ai", "glm", "4.7 flash", "", "q8kxl"),
        ("minimax-m25-reap-139b-q4km", "MiniMax", "minimax", "m2.5 reap 139b", "", "q4km"),
        ("Kimi K2.6, Kimi", "Moonshot AI", "kimi", "k2.6", "", ""),
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "Anthropic", "claude", "3.5 sonnet 20241022", "", ""),
        ("mistral.mixtral-8x7b", "Mistral", "mixtral", "8x7b", "", ""),
        ("deepseek.r1-v1:0", "DeepSeek", "deepseek", "r1", "", ""),
        ("cerebras-gpt-7b", "Cerebras", "cerebras-gpt", "7b", "", ""),
        ("gpt-neox-20b", "EleutherAI", "gpt-neox", "20b", "", ""),
        ("gpt4all-13b", "", "", "gpt4all 13b", "", ""),
        ("chatgpt-4o-latest", "OpenAI", "gpt", "4o", "", ""),
        ("gpt4-turbo", "OpenAI", "gpt", "4 turbo", "", ""),
        ("codegemma-7b", "Google", "codegemma", "7b", "", ""),
        ("our-house-model", "", "", "our house model", "", ""),
    ],
)
def test_a_name_tells_vendor_family_variant_effort_and_precision(printed, vendor, family, variant, effort, precision):
    name = read_name(printed)
    told = (name.vendor, name.family, " ".join(name.variant), name.effort, name.precision)
    assert told == (vendor, family, variant, effort, precision)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Claude Sonnet 4.5", "claude-sonnet-4-5", Match.SAME),
        ("anthropic/claude-4.5-sonnet", "Claude Sonnet 4.5", Match.SAME),
        ("Qwen2.5-Coder 32B", "qwen2.5-coder:32b", Match.SAME),
        ("Qwen3.5-35B-A3B", "qwen35-35b-a3b-q8", Match.VARIANT),
        ("Qwen3-Coder-30B", "Qwen3-Coder-30B-A3B", Match.SAME),
        ("Qwen3.6-27B Q4_K_M", "qwen3.6-27b-q4km", Match.SAME),
        ("gpt-oss-20b-nonthink", "gpt-oss-20b", Match.VARIANT),
        ("Codex (gpt-5.3-codex)", "GPT-5.3 Codex", Match.SAME),
        ("GPT-5-mini", "GPT-5", Match.FAMILY),
        ("gpt-oss-20b", "GPT-5", Match.VENDOR),
        ("Gemma 3 27B", "Gemini 3 Flash", Match.VENDOR),
        ("qwen35-35b-a3b-claude-distill-q6k", "Qwen3.5-35B-A3B", Match.FAMILY),
        ("house model 7b", "another model 7b", Match.NOTHING),
        ("phi4", "mistral-small3.1", Match.NOTHING),
    ],
)
def test_two_names_match_as_far_as_both_tell(one, other, level):
    assert match(read_name(one), read_name(other)) is level
    assert match(read_name(other), read_name(one)) is level


@pytest.mark.parametrize(
    ("printed", "beside", "told"),
    [
        ("Qwen3.6-27B", {"Quantization": "Q4_K_M"}, ("27b", "", "q4_k_m")),
        ("Qwen3.6-27B", {"Quant": "4-bit AWQ", "score": "71.3"}, ("27b", "", "4bit awq")),
        ("Qwen3.6-27B-Q8_0", {"Precision": "FP16"}, ("27b", "", "q8_0")),
        ("gpt-oss-20b", {"Reasoning effort": "high"}, ("20b", "high", "")),
        ("Qwen3.6-27B", {"Thinking": "off"}, ("27b", "no thinking", "")),
        ("Qwen3.6", {"Params": "27B"}, ("27b", "", "")),
        ("Qwen3.6", {"Size": "14.8 GB", "File format": "GGUF"}, ("", "", "")),
        ("Qwen3.6-27B", {"Quantization": "-", "Thinking": "n/a"}, ("27b", "", "")),
    ],
)
def test_columns_beside_a_name_tell_what_it_leaves_out(printed, beside, told):
    name = read_name_beside(printed, beside)
    assert (" ".join(word for word in name.variant if word != "3.6"), name.effort, name.precision) == told


@given(st.text(max_size=400))
def test_any_text_is_a_name_that_matches_itself_or_nothing(text):
    assert match(read_name(text), read_name(text)) in (Match.SAME, Match.NOTHING)
