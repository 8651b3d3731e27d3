"""What engines say of a failure, and what they say that only looks like it: both ways, sentence by sentence."""

from __future__ import annotations

import pytest

from prony.gateway.sentences import code_of
from prony.gateway.wire import error_in
from prony.nouns import FaultCode

C = FaultCode

SENTENCES: dict[FaultCode | None, tuple[str, ...]] = {
    C.UNREACHABLE: (
        # LiteLLM, nginx and Envoy, Go proxies, Node proxies
        "litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.",
        "no healthy upstream",
        "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
        "dial tcp 127.0.0.1:5801: connect: connection refused",
        "connect ECONNREFUSED 127.0.0.1:8080",
        "Server disconnected without sending a response.",
    ),
    C.CONTEXT_EXCEEDED: (
        # LM Studio
        "Trying to keep the first 6547 tokens when context the overflows. However, the model is loaded with context "
        "length of only 4096 tokens, which is not enough.",
        "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 10247 >= "
        "n_ctx: 4096). Try to load the model with a larger context length",
        "Cannot keep the prompt: n_keep: 10247 >= n_ctx: 4096",
        "Reached context length of 4096 tokens with model (arch: gemma3) that does not currently support "
        "mid-generation context overflow. Try reloading with a larger context length or shortening the prompt/chat.",
        "Input length 1581 exceeds context length 1500",
        # llama.cpp, of several years
        "the request exceeds the available context size. try increasing the context size or enable context shift",
        "request (10025 tokens) exceeds the available context size (2048 tokens), try increasing it",
        "exceed_context_size_error",
        "Context size has been exceeded.",
        "Requested tokens (5000) exceed context window of 2048",
        "the input length exceeds the context length",
        "prompt too long; exceeded max context length by 812 tokens",
        # vLLM, SGLang, TGI, TabbyAPI, TensorRT, OpenVINO, MLX
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (8000 in the messages, "
        "1000 in the completion). Please reduce the length of the messages or completion.",
        "The decoder prompt (length 163840) is longer than the maximum model length of 131072.",
        "The engine prompt length 9000 exceeds the max_model_len 8192. Please reduce prompt.",
        "You passed 12001 input tokens and requested 1 output tokens. However, the model's context length is only "
        "12000 tokens",
        "The input (5000 tokens) is longer than the model's context length (4096 tokens).",
        "Requested token count exceeds the model's maximum context length of 32768 tokens.",
        "Input length (9000 tokens) exceeds the maximum allowed length (8186 tokens). Use a shorter input.",
        "Input validation error: `inputs` must have less than 4096 tokens. Given: 5000",
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3000 `inputs` tokens",
        "Request length 71599 + 2048 is greater than max_seq_len 65536",
        "Number of prompt tokens: 9000 exceeds model max length: 8192",
        "Prompt length (9000) exceeds maximum input length (4096)",
        "400 Prompt exceeds maximum context length",
        "The prompt size exceeds the context window size and cannot be processed.",
        # behind LiteLLM
        "litellm.ContextWindowExceededError: litellm.BadRequestError: the prompt does not fit",
        # hosted ones
        "Your input exceeds the context window of this model. Please adjust your input and try again.",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length",
        "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
        "The input token count (1050000) exceeds the maximum number of tokens allowed (1048576).",
        "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens",
        "Input is too long for requested model.",
        "This model's maximum prompt length is 131072 but the request contains 200000 tokens.",
        "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000",
        "Prompt exceeds max length",
        "InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]",
        "The prompt is too long: 140000, model maximum context length: 131071",
        "invalid params, context window exceeds limit (2013)",
        "Invalid request: Your request exceeded model token limit: 262144 (requested: 300000)",
        "prompt token count of 70000 exceeds the limit of 64000",
        "The estimated number of input and maximum output tokens (9000) exceeded this model context window "
        "limit (8000).",
    ),
    C.EMPTY_BUDGET: (
        "Could not finish the message because max_tokens or model output limit was reached. Please try again with "
        "higher max_tokens.",
    ),
    C.ENGINE_OOM: (
        "CUDA error: out of memory",
        "llama runner process has terminated: cudaMalloc failed: out of memory",
        "llama runner process has terminated: error loading model: unable to allocate CUDA0 buffer",
        "model requires more system memory (5.6 GiB) than is available (3.1 GiB)",
        "vk::Device::allocateMemory: ErrorOutOfDeviceMemory",
        "Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)",
        "Model loading was stopped due to insufficient system resources.",
        "4.00 GiB KV cache is needed, which is larger than the available KV cache memory (2.1 GiB)",
        "std::bad_alloc",
        "unable to allocate buffer for a context of 131072 tokens",
    ),
    C.LOAD_FAILED: (
        "model name=broken failed to load",
        "llama runner process has terminated: error loading model: unknown model architecture: 'qwen9'",
        "timed out waiting for llama runner to start - progress 0.00 - ",
        "upstream command exited prematurely but successfully",
        "failed to create context with model '/models/a.gguf'",
        'Failed to load model "qwen". Error: the file is damaged',
    ),
    C.ENGINE_CRASH: (
        "llama runner process has terminated: signal: killed",
        "The model has crashed without additional information. (Exit code: 18446744072635810000)",
        "EngineCore encountered an issue. See stack trace for the root cause.",
        "proxy error: dial tcp 127.0.0.1:5800: connect: connection refused",
    ),
    C.OVERLOADED: (
        "Loading model",
        "The model is overloaded. Please try again later.",
        "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29000, Requested 4000",
        "Request too large for model `llama-3.1-8b-instant` on tokens per minute (TPM): Limit 6000, Requested 7000",
        "server busy, please try again.  maximum pending requests exceeded",
        "Resource has been exhausted (e.g. check quota).",
        "model limit reached, try again later",
    ),
    C.AUTH: (
        "API key not valid. Please pass a valid API key.",
        "Incorrect API key provided: sk-****",
        "Authentication Error, No api key passed in.",
        "Your credit balance is too low to access the API.",
        "Authentication Fails (no such user)",
    ),
    None: (
        # they speak of a context, and mean another thing
        "context deadline exceeded",
        'Post "http://127.0.0.1:5800/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        "context canceled",
        "Extra inputs are not permitted: context_length",
        "the request needs a CUDA context",
        "unknown option num_ctx: the maximum context is set by the server",
        # they speak of tokens, and mean the reply's
        "max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you provided 8192.",
        "The maximum tokens you requested exceeds the model limit of 4096.",
        # they speak of loading, keys or memory, and mean nothing of the kind
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "Unknown parameter: 'memory'",
        "no keys in the schema",
        "Conversation roles must alternate user/assistant/user/assistant/...",
        "model 'x' not found",
    ),
}


@pytest.mark.parametrize(
    ("words", "code"),
    [(words, code) for code, several in SENTENCES.items() for words in several],
    ids=lambda one: str(one)[:60],
)
def test_a_sentence_means_what_its_engine_means_by_it(words: str, code: FaultCode | None) -> None:
    assert code_of(words) == code


def test_a_router_of_providers_passes_on_what_its_provider_said() -> None:
    raw = '{"error":{"message":"Input is too long for requested model."}}'
    error = error_in({"error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": raw}}})
    assert error is not None
    assert "too long for requested model" in error.message
    assert code_of(error.message) is C.CONTEXT_EXCEEDED
