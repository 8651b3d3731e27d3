class LispError(Exception):
    pass


def run(source):
    """What Python's own eval makes of it."""
    try:
        value = eval(source, {"true": True, "false": False, "nil": []})
    except Exception as error:
        raise LispError(str(error)) from error
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else "()" if value in ((), []) else str(value)
