class LispError(Exception):
    pass


def run(source):
    raise LispError("a form that is not known")
