"""Where programs keep models on this machine, one file a program: `STORE`, which says its folders and what is in them.

Residents: `ollama` · `hub` (the cache of Hugging Face's library) · `llama_cpp` (the cache of llama.cpp's `-hf`) ·
`lm_studio` · `jan` · `gpt4all` · `prony` (what `prony models get` fetched) · `named` (what prony.toml names).
"""
