"""Keys by their names, as the browser's debugging protocol wants them. Pure."""

from __future__ import annotations

from typing import Any

_NAMED = {
    "Enter": ("Enter", 13, "\r"),
    "Tab": ("Tab", 9, ""),
    "Escape": ("Escape", 27, ""),
    "Backspace": ("Backspace", 8, ""),
    "Delete": ("Delete", 46, ""),
    "Insert": ("Insert", 45, ""),
    "Home": ("Home", 36, ""),
    "End": ("End", 35, ""),
    "PageUp": ("PageUp", 33, ""),
    "PageDown": ("PageDown", 34, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "Space": ("Space", 32, " "),
    **{f"F{number}": (f"F{number}", 111 + number, "") for number in range(1, 13)},
}
_MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}


def key_events(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of pressing a key and of letting it go: `Enter`, `a`, `Control+a`, `Shift+Tab`."""
    *held, key = name.split("+") if len(name) > 1 else [name]
    if not key:  # the key + itself
        held, key = held[:-1], "+"
    modifiers = sum(_MODIFIERS.get(one, 0) for one in held)
    code, number, text = _NAMED.get(key) or _of_letter(key)
    shown = " " if key == "Space" else key
    base = {"key": shown, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
    if modifiers & 7:
        text = ""
    down = {**base, "type": "keyDown" if text else "rawKeyDown"} | ({"text": text} if text else {})
    return down, {**base, "type": "keyUp"}


def _of_letter(key: str) -> tuple[str, int, str]:
    if key == "\n":
        return _NAMED["Enter"]
    if key.isascii() and key.isalpha():
        return f"Key{key.upper()}", ord(key.upper()), key
    if key.isascii() and key.isdigit():
        return f"Digit{key}", ord(key), key
    return "", 0, key
