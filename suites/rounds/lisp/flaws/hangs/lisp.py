class LispError(Exception):
    pass


def run(source):
    while True:
        pass
