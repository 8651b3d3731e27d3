"""sandbox/toolchains"""
